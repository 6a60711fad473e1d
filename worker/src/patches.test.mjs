import { expect, test } from 'vitest';
import { applyPatch } from './patches.mjs';

const patch = { file: 'src/a.cpp', from: 'was == wrong', to: 'is & $& right', why: 'it would crash' };

test('mends the line, taking the new one literally', () => {
  expect(applyPatch('if (was == wrong) {', patch)).toBe('if (is & $& right) {');
});

test.each([
  ['absent', 'if (changed) {', '0 times'],
  ['there twice', 'was == wrong; was == wrong;', '2 times'],
])('stops where the line is %s, and says what is at stake', (_, source, times) => {
  expect(() => applyPatch(source, patch)).toThrow(new RegExp(`src/a\\.cpp.*${times}.*it would crash`));
});
