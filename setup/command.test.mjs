import { expect, test } from 'vitest';
import { isNewEnough } from './command.mjs';

test.each([
  ['20.19.0', true],
  ['20.20.2', true],
  ['22.0.0', true],
  ['20.18.3', false],
  ['18.20.0', false],
])('Node %s for 20.19', (version, enough) => {
  expect(isNewEnough(version, [20, 19])).toBe(enough);
});
