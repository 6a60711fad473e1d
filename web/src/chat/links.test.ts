import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf } from './links.js';

const linksIn = (text: string) => piecesOf(text).flatMap(({ href }) => (href === undefined ? [] : [href]));

test.each([
  ['no link here', []],
  ['see https://example.org/a?b=c#d.', ['https://example.org/a?b=c#d']],
  ['(https://example.org/x_(y))', ['https://example.org/x_(y)']],
  ['http://one.example and http://two.example', ['http://one.example/', 'http://two.example/']],
  ['write to ana@example.org', ['mailto:ana@example.org']],
  ['mailto:ana@example.org', ['mailto:ana@example.org']],
  ['read readme.md or example.org', []],
  ['http://192.168.1.4:3000/r/book-club', ['http://192.168.1.4:3000/r/book-club']],
])('%s', (text, links) => {
  expect(linksIn(text)).toEqual(links);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'ftp://example.org',
  '//example.org',
  '<a href="javascript:alert(1)">x</a>',
])('%s is no link', (text) => {
  expect(linksIn(text)).toEqual([]);
});

test('whatever is written, the pieces are the text and links are safe', () => {
  const bits = fc.constantFrom(
    'https://a.example/',
    'javascript:',
    ' ',
    '\n',
    'a@b.example',
    '<',
    '(',
    '”',
    'x',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(bits, fc.string()), { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const pieces = piecesOf(text);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const { href } of pieces) if (href !== undefined) expect(href).toMatch(/^(https?|mailto):/u);
    }),
  );
});
