import { ParticipantId } from '@hangouts/protocol';
import { expect, it } from 'vitest';
import { companyOf, type Company } from './company.js';

const [ana, ben, cem] = Array.from({ length: 3 }, () => ParticipantId.parse(crypto.randomUUID())) as [
  ParticipantId,
  ParticipantId,
  ParticipantId,
];
const SINCE = 1_000;
const NOW = 5_000;
const together = (people: ParticipantId[], wereMore = false): Company => ({
  people,
  since: SINCE,
  wereMore,
});

it.each<[string, ParticipantId[], Company | null, Company]>([
  ['the first', [ana], null, { people: [ana], since: NOW, wereMore: false }],
  ['a second', [ana, ben], together([ana]), { people: [ana, ben], since: NOW, wereMore: false }],
  ['nobody new', [ana, ben], together([ana, ben]), together([ana, ben])],
  ['nobody new, in another order', [ben, ana], together([ana, ben]), together([ana, ben])],
  ['nobody new, after others left', [ana, ben], together([ana, ben], true), together([ana, ben], true)],
  ['one fewer', [ana, cem], together([ana, ben, cem]), { people: [ana, cem], since: NOW, wereMore: true }],
  ['one for another', [ana, cem], together([ana, ben]), { people: [ana, cem], since: NOW, wereMore: false }],
  [
    'two after one alone',
    [ana, ben],
    together([ana], true),
    { people: [ana, ben], since: NOW, wereMore: false },
  ],
])('%s', (_who, people, known, expected) => {
  expect(companyOf(people, known, NOW)).toEqual(expected);
});
