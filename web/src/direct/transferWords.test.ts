import { personId } from '../session/fixture.js';
import { expect, it } from 'vitest';
import type { DirectTransfer } from '../session/direct-files/transfer.js';
import { english } from '../language/fixture.js';
import { transferWords } from './transferWords.js';

const transfer: DirectTransfer = {
  id: 'a',
  peer: personId(2),
  direction: 'out',
  name: 'film.mp4',
  size: 2_000_000,
  moved: 500_000,
  status: 'offered',
};

it.each<[Partial<DirectTransfer>, string]>([
  [{ status: 'offered' }, 'Waiting for Ben to accept'],
  [{ status: 'offered', direction: 'in' }, 'From Ben, 2 MB'],
  [{ status: 'moving' }, '500 kB of 2 MB'],
  [{ status: 'waiting' }, 'Goes on when the two of you are connected directly again'],
  [{ status: 'done' }, 'Ben has it, 2 MB'],
  [{ status: 'done', direction: 'in' }, '2 MB'],
  [{ status: 'declined' }, 'Ben declined it'],
  [{ status: 'declined', direction: 'in' }, 'Declined'],
  [{ status: 'cancelled' }, 'Cancelled'],
  [{ status: 'failed' }, 'Did not arrive'],
])('%j is said as "%s"', (change, words) => {
  expect(transferWords(english, { ...transfer, ...change }, 'Ben')).toBe(words);
});
