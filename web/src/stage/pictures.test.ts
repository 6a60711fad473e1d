import type { Participant, ParticipantId, Source } from '@hangouts/protocol';
import { expect, test } from 'vitest';
import { picturesOf } from './pictures.js';

function person(id: string, ...sources: Source[]): Participant {
  return {
    id: id as ParticipantId,
    name: id,
    role: 'speaker',
    restrictions: { microphone: false, camera: false, screen: false, chat: false },
    connection: 'connected',
    joinedAt: 0,
    sources: sources.map((source) => ({ source, paused: false })),
  };
}

test('everybody has a picture, oneself last', () => {
  const keys = picturesOf([person('me'), person('ana'), person('bo')], 'me' as ParticipantId).map(
    ({ key }) => key,
  );
  expect(keys).toEqual(['ana camera', 'bo camera', 'me camera']);
});

test('a screen stands beside its person, large unless it is one’s own', () => {
  const pictures = picturesOf(
    [person('me', 'screen'), person('ana', 'screen', 'camera')],
    'me' as ParticipantId,
  );
  expect(pictures.map(({ key, large }) => [key, large])).toEqual([
    ['ana screen', true],
    ['ana camera', false],
    ['me screen', false],
    ['me camera', false],
  ]);
});
