import { randomUUID } from 'node:crypto';
import { ParticipantId } from '@hangouts/protocol';
import { expect, it } from 'vitest';
import { SpeakerNotices } from './speaker-notices.js';

const people = { a: ParticipantId.parse(randomUUID()), b: ParticipantId.parse(randomUUID()) };
const heard = (...names: (keyof typeof people)[]) =>
  names.map((name) => ({ participant: people[name], level: -30 }));

it('tells who speaks when that changes, and again every half minute', () => {
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
      [31_700, 'b'],
      [31_800, 'b'],
      [32_100, 'b'],
    ] as const
  ).filter(([at, ...names]) => notices.due(heard(...names), at));
  expect(told.map(([at]) => at)).toEqual([0, 600, 1_200, 1_500, 1_800, 31_800]);
});

it('tells who came what the others know, as long as somebody speaks', () => {
  const notices = new SpeakerNotices();
  notices.due(heard('a'), 0);
  notices.renew();
  expect(notices.due(heard('a'), 300)).toBe(true);
  expect(notices.due(heard('a'), 600)).toBe(false);
});
