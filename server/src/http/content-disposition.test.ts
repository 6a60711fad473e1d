import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentDisposition } from './content-disposition.js';

it.each([
  ['plan.pdf', `attachment; filename="plan.pdf"; filename*=UTF-8''plan.pdf`],
  ['a"b.txt', `attachment; filename="a_b.txt"; filename*=UTF-8''a%22b.txt`],
  ['ноты.pdf', `attachment; filename="____.pdf"; filename*=UTF-8''%D0%BD%D0%BE%D1%82%D1%8B.pdf`],
  ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
  ['../../etc/passwd', `attachment; filename=".._.._etc_passwd"; filename*=UTF-8''.._.._etc_passwd`],
])('%s', (name, header) => {
  expect(contentDisposition('attachment', name)).toBe(header);
});

it('is a valid header for any name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(contentDisposition('inline', name)).toMatch(
        /^inline; filename="[ !#$&-[\]-~]*"; filename\*=UTF-8''[\w.!~%-]*$/,
      );
    }),
  );
});
