import { ParticipantId } from '@hangouts/protocol';
import { expect, it } from 'vitest';
import { FailedPairs } from './failed-pairs.js';

const [ana, ben, cem] = Array.from({ length: 3 }, () => ParticipantId.parse(crypto.randomUUID())) as [
  ParticipantId,
  ParticipantId,
  ParticipantId,
];

it('remembers pairs, whoever is named first, and forgets the oldest of too many', () => {
  const failed = new FailedPairs(2);
  failed.add([ana, ben]);
  expect(failed.has([ben, ana])).toBe(true);
  expect(failed.has([ana, cem])).toBe(false);
  failed.add([ben, ana]);
  failed.add([ana, cem]);
  failed.add([ben, cem]);
  expect(failed.has([ana, ben])).toBe(false);
  expect(failed.has([cem, ana])).toBe(true);
  expect(failed.has([ben, cem])).toBe(true);
});
