import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, parsed, withoutMarks, type Block, type Inline } from './markdown.js';

/** The tree as a short text: what can be seen of it in a table. */
function shape(text: string): string {
  return blocksOf(text).map(blockShape).join(' ');
}

function blockShape(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return `p(${block.children.map(inlineShape).join('')})`;
    case 'code-block':
      return `pre(${block.text})`;
    case 'quote':
      return `quote(${block.children.map(blockShape).join(' ')})`;
    case 'list': {
      const name = block.ordered ? `ol${block.start}` : 'ul';
      return `${name}(${block.items.map((item) => item.map(blockShape).join(' ')).join('|')})`;
    }
  }
}

function inlineShape(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'break':
      return '/';
    case 'code':
      return `code(${inline.text})`;
    case 'link':
      return `a[${inline.href}](${inline.children.map(inlineShape).join('')})`;
    default:
      return `${inline.type}(${inline.children.map(inlineShape).join('')})`;
  }
}

it.each([
  ['hello', 'p(hello)'],
  ['**bold** and *italic* and _too_', 'p(bold(bold) and italic(italic) and italic(too))'],
  ['~~gone~~ but ~not~', 'p(struck(gone) but ~not~)'],
  ['`a * b` c', 'p(code(a * b) c)'],
  ['one\ntwo', 'p(one\ntwo)'],
  ['one\n\ntwo', 'p(one) p(two)'],
  ['```ts\nlet a = 1;\n```', 'pre(let a = 1;)'],
  ['> said\n\nanswer', 'quote(p(said)) p(answer)'],
  ['- a\n- b', 'ul(p(a)|p(b))'],
  ['3. c\n4. d', 'ol3(p(c)|p(d))'],
  ['snake_case_name', 'p(snake_case_name)'],
  ['\\*not\\*', 'p(*not*)'],
  ['**open', 'p(**open)'],
  ['see https://example.org/a_b_c.', 'p(see a[https://example.org/a_b_c](https://example.org/a_b_c).)'],
  ['[there](https://example.org)', 'p(a[https://example.org/](there))'],
  ['[**there**](https://example.org)', 'p(a[https://example.org/](bold(there)))'],
  ['<https://example.org>', 'p(a[https://example.org/](https://example.org))'],
])('%j', (text, expected) => {
  expect(shape(text)).toBe(expected);
});

describe('what is no part of it stays as it was written', () => {
  it.each([
    '# heading',
    '---',
    '<b>bold</b>',
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt; &amp; &copy;',
    '![x](y.png)',
    '[x]: y "x"',
    '    indented',
    '| a | b |',
    'a = b\n===',
  ])('%j', (text) => {
    expect(shape(text)).toBe(`p(${text.trim()})`);
  });
});

describe('a link leads where it says, and nowhere else', () => {
  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\tscript:alert`1`)',
    '[x](&#106;avascript:alert(1))',
    '[x](\u0001javascript:alert`1`)',
    '[x](javascript&colon;alert`1`)',
    '[x](<javascript:alert(1)>)',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '[x](blob:https://example.org/1)',
    '[x](//example.org)',
    '[x](/r/other)',
    '[x](example.org)',
    '<javascript:alert(1)>',
    '[https://bank.example](https://thief.example)',
    '[bank.example/login](https://thief.example)',
    '[**bank.example**](https://thief.example)',
  ])('%j', (text) => {
    expect(shape(text)).not.toContain('a[');
  });
});

it('its words alone, where there is no room for more', () => {
  expect(withoutMarks('**Hello** _you_\n\n- `a`\n- b\n\n> c')).toBe('Hello you a b c');
});

const bits = fc.constantFrom(
  '*',
  '**',
  '_',
  '~~',
  '`',
  '```',
  '\n',
  '\n\n',
  '> ',
  '- ',
  '1. ',
  '[',
  ']',
  '(',
  ')',
  '](',
  '<',
  '>',
  '!',
  '\\',
  'javascript:',
  'https://a.example/',
  ' ',
  'x',
  '&#x6a;',
  '\t',
  '👩‍👩‍👧',
  '\u202e',
);

function inlinesIn(blocks: readonly Block[]): Inline[] {
  const within = (inline: Inline): Inline[] => [
    inline,
    ...('children' in inline ? inline.children.flatMap(within) : []),
  ];
  return blocks.flatMap((block): Inline[] => {
    if (block.type === 'paragraph') return block.children.flatMap(within);
    if (block.type === 'quote') return inlinesIn(block.children);
    return block.type === 'list' ? inlinesIn(block.items.flat()) : [];
  });
}

it('whatever is written, it is parsed, and every link is safe', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(bits, fc.string()), { maxLength: 60 }), (parts) => {
      for (const inline of inlinesIn(blocksOf(parts.join('')))) {
        if (inline.type === 'link') expect(inline.href).toMatch(/^(https?|mailto):/u);
      }
    }),
    { numRuns: 500 },
  );
});

// Each of the longest length that the server takes. Were one of them to take time by the square or worse of it, this
// would not end within a test's time.
it.each(
  [
    '*',
    '_',
    '~~',
    '`',
    '``` ',
    '[',
    '](',
    '[a](',
    '[](',
    '![',
    '<',
    '<a',
    '<!--',
    '> ',
    '>',
    '- ',
    '-\n',
    '1. ',
    '* a\n',
    '**a *',
    '*a **',
    '_a __',
    '`a``',
    '[a][b]',
    '((',
    '\\',
    '&#x',
    '&',
    'a*',
    '*a',
    ' *a* ',
    '~a~',
    '- - ',
    '> - ',
    'https://',
    'a@a.',
    'http://a.',
    '\n',
    '\t',
    ' ',
    '\u202e',
    'a\n\n',
    '> a\n',
    '```\n',
    '[a](<b',
    '[*a*](',
    'x**',
  ].flatMap((unit) => [unit, `${unit}x`]),
)('4,000 characters of %j are parsed', (unit) => {
  for (const end of ['', '\n\n*', ')', ']']) {
    expect(blocksOf(unit.repeat(4_000).slice(0, 4_000 - end.length) + end)).toBeInstanceOf(Array);
  }
});

it('what needs no parser is what the parser makes of it', () => {
  const pieces = fc.constantFrom(
    '- ',
    '+',
    '1.',
    '12) ',
    '#',
    '=',
    '&amp;',
    '!',
    '\t',
    '  ',
    'a b',
    'https://a.example/b',
    'a@b.example',
    '@Ana',
    '🎉',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme' })), { maxLength: 8 }), (parts) => {
      const text = parts.join('').trim();
      if (text !== '') expect(blocksOf(text)).toEqual(parsed(text));
    }),
    { numRuns: 500 },
  );
});
