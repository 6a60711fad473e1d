import { expect, it } from 'vitest';
import { english } from '../language/fixture.js';
import { message, personId } from '../session/fixture.js';
import { privateWords } from './privateWords.js';

it('says of a private message whose it is, to its sender and to whom it is for', () => {
  const toBen = { ...message(1, 'psst'), to: { participant: personId(2), name: 'Ben' } };
  expect(privateWords(english, toBen, personId(1))).toBe('Only to Ben');
  expect(privateWords(english, toBen, personId(2))).toBe('Only to you');
  expect(privateWords(english, message(1, 'hello'), personId(2))).toBeUndefined();
});
