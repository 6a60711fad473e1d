import { Fragment, useMemo, type ReactNode } from 'react';
import { blocksOf, type Block, type Inline } from './markdown.js';
import { cutAtMentions } from './mentions.js';
import styles from './RichText.module.css';

export interface RichTextProps {
  text: string;
  /** The names that are mentions where they stand after an "@". */
  names?: readonly string[];
  /** The one among them that is one's own. */
  own?: string | null;
}

const NONE: readonly string[] = [];

/** A text with its marks drawn and its links to be clicked. Every element is made here; nothing in a text is HTML. */
export function RichText({ text, names = NONE, own = null }: RichTextProps) {
  const blocks = useMemo(() => blocksOf(text), [text]);
  const draw = (children: readonly Inline[]) => inlines(children, names, own);
  return <div className={styles.text}>{blocks.map((block, index) => drawBlock(block, index, draw))}</div>;
}

function drawBlock(block: Block, key: number, draw: (children: readonly Inline[]) => ReactNode): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return <p key={key}>{draw(block.children)}</p>;
    case 'code-block':
      return (
        <pre key={key} dir="ltr">
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote key={key} dir="auto">
          {block.children.map((child, index) => drawBlock(child, index, draw))}
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>{item.map((child, place) => drawBlock(child, place, draw))}</li>
      ));
      return block.ordered ? (
        <ol key={key} dir="auto" start={block.start}>
          {items}
        </ol>
      ) : (
        <ul key={key} dir="auto">
          {items}
        </ul>
      );
    }
  }
}

function inlines(children: readonly Inline[], names: readonly string[], own: string | null): ReactNode {
  return children.map((inline, index) => <Fragment key={index}>{drawInline(inline, names, own)}</Fragment>);
}

function drawInline(inline: Inline, names: readonly string[], own: string | null): ReactNode {
  switch (inline.type) {
    case 'text':
      return cutAtMentions(inline.text, names).map(({ text, name }, index) =>
        name === undefined ? (
          text
        ) : (
          <span key={index} className={styles.mention} data-own={name === own}>
            {text}
          </span>
        ),
      );
    case 'code':
      return <code dir="ltr">{inline.text}</code>;
    case 'break':
      return <br />;
    case 'link':
      return (
        <a href={inline.href} title={inline.href} target="_blank" rel="noopener noreferrer">
          {inlines(inline.children, [], null)}
        </a>
      );
    case 'bold':
      return <strong>{inlines(inline.children, names, own)}</strong>;
    case 'italic':
      return <em>{inlines(inline.children, names, own)}</em>;
    case 'struck':
      return <s>{inlines(inline.children, names, own)}</s>;
  }
}
