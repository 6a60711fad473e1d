import { FIRST_SETTINGS, PageId, ParticipantId, type ChatMessage } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { listenersOf, mayAnswer, mentionsOf, recipientOf, watchersOf } from './addressing.js';
import { fixture, ROOM } from './fixture.js';

const [a, b, c] = ['a', 'b', 'c'].map((digit) =>
  ParticipantId.parse(`00000000-0000-4000-8000-00000000000${digit}`),
) as [ParticipantId, ParticipantId, ParticipantId];

function message(from: ParticipantId, to?: ParticipantId, sequence = 5): ChatMessage {
  const written = { id: 'm', sequence, participant: from, name: 'A', at: 1, text: 'hello', file: null };
  return to === undefined ? written : { ...written, to: { participant: to, name: 'B' } };
}

describe('an answer', () => {
  it.each([
    ['to all, for all', message(a), b, null, true],
    ['to all, for one', message(a), b, c, true],
    ['to what is private, back', message(a, b), b, a, true],
    ['to what is private, once more', message(a, b), a, b, true],
    ['to what is private, for all', message(a, b), b, null, false],
    ['to what is private, for a third', message(a, b), b, c, false],
  ])('%s', (_, original, sender, to, allowed) => {
    expect(mayAnswer(original, sender, to)).toBe(allowed);
  });
});

it('what is written is heard by all, or by two', () => {
  expect(listenersOf(message(a))).toBeNull();
  expect(listenersOf(message(a, b))).toEqual([a, b]);
});

describe('in a room', () => {
  async function roomOf() {
    const { come, rooms, context } = fixture();
    const [ana, ben] = [await come('Ana'), await come('Ben')];
    const { room } = rooms.find(ana.ref);
    return { room, rooms, context, ana, ben, come };
  }

  it('a private message is for somebody else who is there', async () => {
    const { room, rooms, ana, ben } = await roomOf();
    expect(recipientOf(room, ana.you, { text: '' })).toBeNull();
    expect(recipientOf(room, ana.you, { text: '', to: ben.you })).toEqual({
      participant: ben.you,
      name: 'Ben',
    });
    expect(() => recipientOf(room, ana.you, { text: '', to: ana.you })).toThrow('invalid');
    expect(() => recipientOf(room, ana.you, { text: '', to: c })).toThrow('recipient-gone');
    rooms.lineLost(ben.ref, ben.page);
    expect(recipientOf(room, ana.you, { text: '', to: ben.you })).not.toBeNull();
    rooms.leave(ben.ref, ben.page);
    expect(() => recipientOf(room, ana.you, { text: '', to: ben.you })).toThrow('recipient-gone');
  });

  it('who is mentioned is there, gets it, and is not oneself; once each', async () => {
    const { room, ana, ben, come } = await roomOf();
    const cleo = await come('Cleo');
    const named = { participant: ben.you, name: 'Ben' };
    expect(mentionsOf(room, ana.you, null, [ben.you, ben.you, c, ana.you])).toEqual([named]);
    expect(mentionsOf(room, ana.you, ben.you, [cleo.you, ben.you])).toEqual([named]);
    expect(mentionsOf(room, ana.you, null)).toEqual([]);
  });

  it('a change is told to those who may see the message', async () => {
    const { room, ana, ben } = await roomOf();
    expect(watchersOf(room, message(ana.you))).toBeNull();
    expect(watchersOf(room, message(ana.you, ben.you))).toEqual([ana.you, ben.you]);
    room.settings = { ...FIRST_SETTINGS, history: 'none' };
    room.chatSequence = 5;
    const visitor = { browser: 'b', network: 'n' };
    const late = room.newSeat('Late', PageId.parse(crypto.randomUUID()), null, visitor, 5);
    expect(room.readerOf(late)).toEqual({ room: ROOM, participant: late.participant, after: 5 });
    expect(watchersOf(room, message(ana.you))).toEqual([ana.you, ben.you]);
    expect(watchersOf(room, message(ana.you, undefined, 6))).toHaveLength(3);
  });
});
