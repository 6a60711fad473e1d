import { describe, expect, test } from 'vitest';
import { hueOf, initialsOf } from './avatarLook.js';

describe('initials', () => {
  test.each([
    ['Ana', 'A'],
    ['Ana Petrova', 'AP'],
    ['  ana   maria  petrova ', 'AP'],
    ['Ana (she/her)', 'A('],
    ['李小龍', '李'],
    ['👩‍🚀 Sally', '👩‍🚀S'],
    ['Ana - Marko', 'AM'],
    ['…', '…'],
  ])('%s → %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

test('a hue is a whole degree, the same each time, and differs between close names', () => {
  expect(hueOf('Ana')).toBe(hueOf('Ana'));
  expect(hueOf('Ana')).not.toBe(hueOf('Anb'));
  for (const name of ['', 'Ana', '李小龍', 'x'.repeat(60)]) {
    expect(hueOf(name)).toBeGreaterThanOrEqual(0);
    expect(hueOf(name)).toBeLessThan(360);
    expect(Number.isInteger(hueOf(name))).toBe(true);
  }
});
