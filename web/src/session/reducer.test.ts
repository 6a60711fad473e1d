import type { Joined } from '@hangouts/protocol';
import { FIRST_SETTINGS } from '@hangouts/protocol/permissions';
import { describe, expect, it } from 'vitest';
import { message, person, personId } from './fixture.js';
import { type Action, initialState, reduce } from './reducer.js';
import { TO_ALL } from './state.js';
import type { AnyNotice } from './signaling.js';
import type { RoomState } from './state.js';

const snapshot = (change: Partial<Joined> = {}): Joined => ({
  you: personId(1),
  ticket: 'ticket',
  settings: FIRST_SETTINGS,
  participants: [person(1), person(2)],
  spotlight: null,
  waiting: [],
  chat: { messages: [message(1)], more: false },
  media: null,
  rung: 'room',
  ...change,
});
const after = (...actions: Action[]): RoomState => actions.reduce(reduce, initialState());
const notice = (name: AnyNotice['name'], payload: unknown): Action => ({
  type: 'notice',
  notice: { name, payload } as AnyNotice,
});
const joined: Action = { type: 'joined', joined: snapshot() };

describe('the phases of a visit', () => {
  it.each<[string, Action[], Partial<RoomState>]>([
    ['begins in the lobby, connecting', [], { phase: 'lobby', signaling: 'connecting', problem: null }],
    ['Join was pressed', [{ type: 'joining' }], { phase: 'joining' }],
    ['is in the call', [joined], { phase: 'in-call', you: personId(1), signaling: 'connected' }],
    [
      'is turned away',
      [{ type: 'joining' }, { type: 'join-refused', code: 'room-full' }],
      { phase: 'lobby', problem: 'room-full' },
    ],
    [
      'presses Join again',
      [{ type: 'join-refused', code: 'room-full' }, { type: 'joining' }],
      { problem: null },
    ],
    [
      'left',
      [joined, { type: 'ended', problem: null }],
      { phase: 'ended', participants: [], you: null, problem: null },
    ],
    [
      'waits to come in again',
      [joined, { type: 'waiting' }],
      { phase: 'waiting', participants: [], you: null, settings: null, problem: null },
    ],
    [
      'is asked for the passcode again',
      [joined, { type: 'join-refused', code: 'passcode-needed' }],
      { phase: 'lobby', participants: [], you: null, problem: 'passcode-needed' },
    ],
    ['was removed', [joined, { type: 'ended', problem: 'removed' }], { phase: 'ended', problem: 'removed' }],
    [
      'lost the server',
      [joined, { type: 'signaling', connection: 'lost' }],
      { phase: 'in-call', signaling: 'lost', problem: 'server-gone' },
    ],
    [
      'found it again',
      [joined, { type: 'signaling', connection: 'lost' }, { type: 'signaling', connection: 'connected' }],
      { problem: null, signaling: 'connected' },
    ],
    [
      'keeps another problem while the line comes and goes',
      [
        { type: 'join-refused', code: 'room-full' },
        { type: 'signaling', connection: 'reconnecting' },
        { type: 'signaling', connection: 'connected' },
      ],
      { problem: 'room-full' },
    ],
  ])('%s', (_, actions, state) => {
    expect(after(...actions)).toMatchObject(state);
  });
});

describe('what the server tells', () => {
  it('changes nothing before the call and after it', () => {
    const news = notice('participant:joined', { participant: person(3) });
    const lobby = after();
    const ended = after(joined, { type: 'ended', problem: null });
    expect(reduce(lobby, news)).toBe(lobby);
    expect(reduce(ended, news)).toBe(ended);
  });

  it('people come, change and go, in the order they came', () => {
    const state = after(
      joined,
      notice('participant:joined', { participant: person(3) }),
      notice('participant:changed', { participant: person(2, { name: 'Ana' }) }),
      notice('participant:joined', { participant: person(3, { name: 'once' }) }),
      notice('participant:left', { participant: personId(1), reason: 'left' }),
    );
    expect(state.participants.map(({ name }) => name)).toEqual(['Ana', 'once']);
  });

  it('who is in the spotlight, who comes late too', () => {
    const late = after({ type: 'joined', joined: snapshot({ spotlight: personId(2) }) });
    expect(late.spotlight).toBe(personId(2));
    const nobody = reduce(late, notice('room:spotlight', { participant: null }));
    expect(nobody.spotlight).toBeNull();
    expect(after(joined, notice('room:spotlight', { participant: personId(1) })).spotlight).toBe(personId(1));
  });

  it('who speaks, until they leave', () => {
    const speaking = after(
      joined,
      notice('room:speakers', {
        speakers: [
          { participant: personId(2), level: -30 },
          { participant: personId(1), level: -50 },
        ],
      }),
    );
    expect([...speaking.speaking]).toEqual([
      [personId(2), -30],
      [personId(1), -50],
    ]);
    const left = reduce(speaking, notice('participant:left', { participant: personId(2), reason: 'lost' }));
    expect([...left.speaking.keys()]).toEqual([personId(1)]);
  });

  it('settings and messages', () => {
    const state = after(
      joined,
      notice('room:settings', { ...FIRST_SETTINGS, limit: 5 }),
      notice('chat:message', message(2)),
    );
    expect(state.settings).toEqual({ ...FIRST_SETTINGS, limit: 5 });
    expect(state.chat.messages.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });
});

describe('the chat', () => {
  const outgoing = { nonce: 'n', text: 'hello', address: TO_ALL, problem: null };
  const upload = { id: 'u', name: 'cat.png', size: 10, caption: '', to: null, sent: 0, problem: null };

  it('an own message is on its way, refused, tried again and there', () => {
    const refused = after(
      joined,
      { type: 'outgoing', message: outgoing },
      {
        type: 'outgoing',
        message: { ...outgoing, problem: 'not-permitted' },
      },
    );
    expect(refused.chat.outgoing).toEqual([{ ...outgoing, problem: 'not-permitted' }]);
    const sent = reduce(refused, { type: 'sent', nonce: 'n', message: message(2, 'hello') });
    expect(sent.chat.outgoing).toEqual([]);
    expect(sent.chat.messages.map(({ text }) => text)).toEqual(['message 1', 'hello']);
  });

  it('an own message that the room told first is there once', () => {
    const state = after(
      joined,
      { type: 'outgoing', message: outgoing },
      notice('chat:message', message(2, 'hello')),
      { type: 'sent', nonce: 'n', message: message(2, 'hello') },
    );
    expect(state.chat.messages.map(({ text }) => text)).toEqual(['message 1', 'hello']);
  });

  it('an own message that comes before its answer is not shown twice', () => {
    const file = { id: 'f', name: 'cat.png', size: 10, type: 'image/png', image: true };
    const state = after(
      joined,
      { type: 'outgoing', message: outgoing },
      { type: 'outgoing', message: { ...outgoing, nonce: 'same words' } },
      { type: 'upload', upload },
      notice('chat:message', message(2, 'hello')),
      notice('chat:message', { ...message(3, ''), file }),
      notice('chat:message', { ...message(4, 'hello'), participant: personId(2) }),
    );
    expect(state.chat.outgoing.map(({ nonce }) => nonce)).toEqual(['same words']);
    expect(state.chat.uploads).toEqual([]);
    expect(state.chat.messages).toHaveLength(4);
  });

  it('a file goes, and becomes a message', () => {
    const half = after(
      joined,
      { type: 'upload', upload },
      { type: 'upload', upload: { ...upload, sent: 5 } },
    );
    expect(half.chat.uploads).toEqual([{ ...upload, sent: 5 }]);
    const whole = reduce(half, { type: 'upload-over', id: 'u', message: message(2) });
    expect(whole.chat.uploads).toEqual([]);
    expect(whole.chat.messages).toHaveLength(2);
  });

  it('what is on its way outlives a new snapshot; the rest is the server’s', () => {
    const state = after(
      joined,
      { type: 'outgoing', message: outgoing },
      { type: 'upload', upload },
      {
        type: 'joined',
        joined: snapshot({ participants: [person(1)], chat: { messages: [message(2)], more: true } }),
      },
    );
    expect(state.participants).toHaveLength(1);
    expect(state.chat.outgoing).toHaveLength(1);
    expect(state.chat.uploads).toHaveLength(1);
    // What was loaded before may have been edited or deleted while the line was lost.
    expect(state.chat.messages.map(({ sequence }) => sequence)).toEqual([2]);
    expect(state.chat.more).toBe(true);
  });

  it('a message that changed is changed where it is, and where it is quoted', () => {
    const edited = { ...message(1, 'hello!'), edited: 5 };
    const state = after(
      joined,
      { type: 'quoted', asked: [7, 8], messages: [message(7)] },
      notice('chat:changed', edited),
      notice('chat:changed', { ...message(7, ''), deleted: 'host' }),
      // Neither loaded nor quoted: it comes as it is now when it is loaded.
      notice('chat:changed', message(5, 'else')),
    );
    expect(state.chat.messages).toEqual([edited]);
    expect([...state.chat.quoted]).toEqual([
      [7, { ...message(7, ''), deleted: 'host' }],
      [8, null],
    ]);
  });
});
