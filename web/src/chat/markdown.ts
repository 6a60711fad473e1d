/**
 * The small part of Markdown that the chat has, as a tree of our own: what is not in it stays as it was written. Nothing
 * here makes HTML, and what draws the tree knows only these nodes.
 */
import type { Nodes, Parents } from 'mdast';
import { fromMarkdown, type Extension } from 'mdast-util-from-markdown';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { hrefOf, piecesOf } from './links.js';

export type Mark = 'bold' | 'italic' | 'struck';

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'break' }
  | { type: 'link'; href: string; children: Inline[] }
  | { type: Mark; children: Inline[] };

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'code-block'; text: string }
  | { type: 'quote'; children: Block[] }
  | { type: 'list'; ordered: boolean; start: number; items: Block[][] };

/** What CommonMark has and a chat has no use for: there it would only take characters away. */
const WITHOUT = [
  'htmlFlow',
  'htmlText',
  'headingAtx',
  'setextUnderline',
  'thematicBreak',
  'definition',
  'labelStartImage',
  'codeIndented',
  'characterReference',
];

const strikethrough: Extension = {
  canContainEols: ['delete'],
  enter: {
    strikethrough(token) {
      this.enter({ type: 'delete', children: [] }, token);
    },
  },
  exit: {
    strikethrough(token) {
      this.exit(token);
    },
  },
};

/**
 * How many quotes and lists one line may begin within each other, and how many marks a text may hold: the parser's work
 * grows with the square of either, and nobody writes so.
 */
const DEEPEST = 8;
const MOST_MARKS = 600;
const NESTED = new RegExp(String.raw`^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*){${DEEPEST + 1}}`, 'm');
const MARKS = /[*_~`[\]<>\\]/g;

/** A line in which nothing could be a mark: most messages are one, and the parser takes a millisecond for each. */
const UNMARKED = /^(?!(?:[-+]|\d{1,9}[.)])(?:\s|$))[^\s*_~`[\]<>\\][^*_~`[\]<>\\\n\r]*(?<!\s)$/;

/** The blocks of a text. One that is too deep to be meant is given as it was written. */
export function blocksOf(text: string): Block[] {
  if (UNMARKED.test(text)) return [plain(text)];
  return parsed(text);
}

/** The same by the parser alone. */
export function parsed(text: string): Block[] {
  if (NESTED.test(text) || (text.match(MARKS)?.length ?? 0) > MOST_MARKS) return [plain(text)];
  const tree = fromMarkdown(text, {
    extensions: [{ disable: { null: WITHOUT } }, gfmStrikethrough({ singleTilde: false })],
    mdastExtensions: [strikethrough],
  });
  return tree.children.flatMap((node) => blockOf(node, text));
}

function plain(text: string): Block {
  return { type: 'paragraph', children: textOf(text) };
}

function blockOf(node: Nodes, source: string): Block[] {
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', children: inlinesOf(node, source) }];
    case 'code':
      return [{ type: 'code-block', text: node.value }];
    case 'blockquote':
      return [{ type: 'quote', children: node.children.flatMap((child) => blockOf(child, source)) }];
    case 'list': {
      const items = node.children.map((item) => item.children.flatMap((child) => blockOf(child, source)));
      return [{ type: 'list', ordered: node.ordered === true, start: node.start ?? 1, items }];
    }
    default:
      return [plain(writtenOf(node, source))];
  }
}

function inlinesOf(node: Parents, source: string): Inline[] {
  return node.children.flatMap((child) => inlineOf(child, source));
}

function inlineOf(node: Nodes, source: string): Inline[] {
  switch (node.type) {
    case 'text':
      return textOf(node.value);
    case 'strong':
      return [{ type: 'bold', children: inlinesOf(node, source) }];
    case 'emphasis':
      return [{ type: 'italic', children: inlinesOf(node, source) }];
    case 'delete':
      return [{ type: 'struck', children: inlinesOf(node, source) }];
    case 'inlineCode':
      return [{ type: 'code', text: node.value }];
    case 'break':
      return [{ type: 'break' }];
    case 'link': {
      const href = hrefOf(node.url);
      const label = inlinesOf(node, source).flatMap(unlinked);
      // One that leads elsewhere than it says, or nowhere that is safe, is shown as it was written.
      if (href === null || pretends(label, href)) return [{ type: 'text', text: writtenOf(node, source) }];
      return [{ type: 'link', href, children: label }];
    }
    default:
      return [{ type: 'text', text: writtenOf(node, source) }];
  }
}

/** A text with the addresses in it as links. */
function textOf(text: string): Inline[] {
  return piecesOf(text).map((piece) =>
    piece.href === undefined
      ? { type: 'text', text: piece.text }
      : { type: 'link', href: piece.href, children: [{ type: 'text', text: piece.text }] },
  );
}

/** What stands in a link is no link itself. */
function unlinked(inline: Inline): Inline[] {
  if (inline.type === 'link') return inline.children;
  return 'children' in inline ? [{ ...inline, children: inline.children.flatMap(unlinked) }] : [inline];
}

/** Whether a link's label is an address of its own, of another site. */
function pretends(label: readonly Inline[], href: string): boolean {
  const said = label.map(wordsOf).join('').trim();
  const site = /^(?:\w+:\/\/)?([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)(?:[/:?#]|$)/u.exec(said)?.[1];
  if (site === undefined) return false;
  try {
    return new URL(`http://${site}`).host !== new URL(href).hostname;
  } catch {
    return true;
  }
}

/** The text of an inline without its marks. */
function wordsOf(inline: Inline): string {
  if ('children' in inline) return inline.children.map(wordsOf).join('');
  return 'text' in inline ? inline.text : '\n';
}

function writtenOf({ position }: Nodes, source: string): string {
  return source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
}

/** A text in one line without its marks, for where there is no room for them. */
export function withoutMarks(text: string): string {
  return blocksOf(text).map(lineOf).join(' ').replace(/\s+/g, ' ').trim();
}

function lineOf(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return block.children.map(wordsOf).join('');
    case 'code-block':
      return block.text;
    case 'quote':
      return block.children.map(lineOf).join(' ');
    case 'list':
      return block.items.flat().map(lineOf).join(' ');
  }
}
