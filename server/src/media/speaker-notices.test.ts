import { randomUUID } from 'node:crypto';
import { ParticipantId } from '@hangouts/protocol';
import { expect, it } from 'vitest';
import { SpeakerNotices } from './speaker-notices.js';

const people = { a: ParticipantId.parse(randomUUID()), b: ParticipantId.parse(randomUUID()) };
const heard = (...names: (keyof typeof people)[]) =>
  names.map((name) => ({ participant: people[name], level: -30 }));

it('tells who speaks when that changes, and again every two seconds', () => {
  const notices = new SpeakerNotices();
  const told = (
    [
      [0, 'a'],
      [300, 'a'],
      [600, 'a', 'b'],
      [900, 'b', 'a'],
      [1_200, 'b'],
      [1_500],
      [1_800, 'b'],
      [3_700, 'b'],
      [3_800, 'b'],
      [4_100, 'b'],
    ] as const
  ).filter(([at, ...names]) => notices.due(heard(...names), at));
  expect(told.map(([at]) => at)).toEqual([0, 600, 1_200, 1_500, 1_800, 3_800]);
});
