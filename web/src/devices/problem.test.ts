import { expect, it } from 'vitest';
import { deviceProblem } from './problem.js';

it.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'missing'],
  ['OverconstrainedError', 'missing'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['NotSupportedError', 'unsupported'],
  ['TypeError', 'failed'],
])('%s means %s', (name, problem) => {
  expect(deviceProblem(new DOMException('', name))).toBe(problem);
});

it.each([[undefined], [null], ['text'], [{}]])('%j means failed', (thrown) => {
  expect(deviceProblem(thrown)).toBe('failed');
});
