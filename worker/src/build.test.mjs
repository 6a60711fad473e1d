import { expect, test } from 'vitest';
import { compiledCount } from './build.mjs';

test.each([
  ['[12/64] Building CXX object a.cpp.o', { done: 12, of: 64 }],
  ['[64/64] Linking CXX executable mediasoup-worker', { done: 64, of: 64 }],
  ['ninja: no work to do.', undefined],
  ['error: array[12/64] is no count', undefined],
])('%s', (line, count) => {
  expect(compiledCount(line)).toEqual(count);
});
