import { expect, test } from 'vitest';
import { httpsAddress, httpsPortIn } from './httpsAddress.js';

const here = {
  hostname: '192.168.1.4',
  pathname: '/r/book-club',
  search: '?name=Ana',
  hash: '#invitation=abc',
};

test.each([
  [3443, 'https://192.168.1.4:3443/r/book-club?name=Ana#invitation=abc'],
  [443, 'https://192.168.1.4/r/book-club?name=Ana#invitation=abc'],
])('port %d is at %s', (port, address) => {
  expect(httpsAddress(here, port)).toBe(address);
});

test.each([
  [{ httpsPort: 3443 }, 3443],
  [{ httpsPort: null }, null],
  [{ httpsPort: '3443' }, null],
  [{}, null],
  [null, null],
  ['3443', null],
])('%j says %s', (answer, port) => {
  expect(httpsPortIn(answer)).toBe(port);
});
