import { randomUUID } from 'node:crypto';
import type { RequestInput, RequestName, Restrictions } from '@hangouts/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Caller, type SeatedWithMedia } from '../support/caller.js';
import { TestServer } from '../support/server.js';
import { microphone, picture } from '../support/tracks.js';

const NONE: Restrictions = { microphone: false, camera: false, screen: false, chat: false };

type Outcome = 'yes' | 'no';
interface Act {
  what: string;
  ask(target: string): [RequestName, RequestInput<RequestName>];
  host: Outcome;
  speaker: Outcome;
  /** What takes it away. */
  takenBy: keyof Restrictions | null;
}

/** Who may do what: the table of the product's rights, as they are felt at the far end of a socket. */
const ACTS: readonly Act[] = [
  {
    what: 'speak',
    ask: () => ['media:produce', microphone(1)],
    host: 'yes',
    speaker: 'yes',
    takenBy: 'microphone',
  },
  {
    what: 'show the camera',
    ask: () => ['media:produce', picture('camera', 2)],
    host: 'yes',
    speaker: 'yes',
    takenBy: 'camera',
  },
  {
    what: 'share a screen',
    ask: () => ['media:produce', picture('screen', 3)],
    host: 'yes',
    speaker: 'yes',
    takenBy: 'screen',
  },
  {
    what: 'write',
    ask: () => ['chat:send', { nonce: randomUUID(), text: 'hello' }],
    host: 'yes',
    speaker: 'yes',
    takenBy: 'chat',
  },
  {
    what: 'send a file',
    ask: () => ['file:begin', { upload: randomUUID(), name: 'a', size: 1, type: '' }],
    host: 'yes',
    speaker: 'yes',
    takenBy: 'chat',
  },
  {
    what: 'read the chat',
    ask: () => ['chat:history', { before: 9 }],
    host: 'yes',
    speaker: 'yes',
    takenBy: null,
  },
  {
    what: 'change the settings',
    ask: () => ['room:settings', { limit: 50 }],
    host: 'yes',
    speaker: 'no',
    takenBy: null,
  },
  {
    what: 'put somebody into the spotlight',
    ask: (participant) => ['room:spotlight', { participant }],
    host: 'yes',
    speaker: 'no',
    takenBy: null,
  },
  {
    what: 'restrict somebody',
    ask: (participant) => ['people:restrict', { participant, restrictions: NONE }],
    host: 'yes',
    speaker: 'no',
    takenBy: null,
  },
  {
    what: 'give somebody a role',
    ask: (participant) => ['people:role', { participant, role: 'speaker' }],
    host: 'yes',
    speaker: 'no',
    takenBy: null,
  },
  {
    what: 'remove somebody',
    ask: (participant) => ['people:remove', { participant }],
    host: 'yes',
    speaker: 'no',
    takenBy: null,
  },
];

let server: TestServer;
let room: string;
let host: SeatedWithMedia;
let speaker: SeatedWithMedia;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.stop());

beforeEach(async () => {
  room = `room-${randomUUID()}`;
  host = await Caller.withMedia(server.url, room, 'Host');
  speaker = await Caller.withMedia(server.url, room, 'Speaker');
});

function answerOf({ caller }: SeatedWithMedia, act: Act, target: string): Promise<string | null> {
  return caller.refusal(...act.ask(target));
}

describe.each(ACTS)('$what', (act) => {
  it(`a host: ${act.host}, a speaker: ${act.speaker}`, async () => {
    const target = await Caller.joined(server.url, room, 'Target');
    const verdict = (outcome: Outcome) => (outcome === 'yes' ? null : 'not-permitted');
    expect(await answerOf(speaker, act, target.joined.you)).toBe(verdict(act.speaker));
    expect(await answerOf(host, act, target.joined.you)).toBe(verdict(act.host));
  });
});

describe.each(ACTS.filter(({ takenBy }) => takenBy !== null))('$what, taken by a restriction', (act) => {
  it('is refused to the restricted one, and permitted again afterwards', async () => {
    const participant = speaker.joined.you;
    const restrict = (taken: boolean) => {
      const restrictions = act.takenBy === null ? NONE : { ...NONE, [act.takenBy]: taken };
      return host.caller.get('people:restrict', { participant, restrictions });
    };
    await restrict(true);
    expect(await answerOf(speaker, act, participant)).toBe('not-permitted');
    await restrict(false);
    expect(await answerOf(speaker, act, participant)).toBeNull();
  });
});

it('nobody decides about themselves', async () => {
  const participant = host.joined.you;
  expect(await host.caller.refusal('people:role', { participant, role: 'speaker' })).toBe('not-permitted');
  expect(await host.caller.refusal('people:remove', { participant })).toBe('not-permitted');
});

it('a speaker cannot give themselves the rights of a host in any message', async () => {
  const participant = speaker.joined.you;
  expect(await speaker.caller.refusal('people:role', { participant, role: 'host' })).toBe('not-permitted');
  const join = { room, name: 'Speaker', page: speaker.caller.page, role: 'host' };
  expect(await speaker.caller.say('join', join)).toMatchObject({ ok: false, error: { code: 'invalid' } });
});

it('a track that is taken is closed at once for everyone', async () => {
  const { producer } = await speaker.caller.get('media:produce', microphone(70));
  const consumer = await host.caller.notice('media:consumer');
  const restrictions = { ...NONE, microphone: true };
  await host.caller.get('people:restrict', { participant: speaker.joined.you, restrictions });
  expect(await speaker.caller.notice('media:producer-closed')).toEqual({ producer });
  expect(await host.caller.notice('media:consumer-closed')).toEqual({ consumer: consumer.id });
  expect(await speaker.caller.refusal('media:resume', { producer })).toBe('not-found');
});

it('what was paused before it was taken cannot be resumed', async () => {
  const { producer } = await speaker.caller.get('media:produce', microphone(71, true));
  const restrictions = { ...NONE, microphone: true };
  await host.caller.get('people:restrict', { participant: speaker.joined.you, restrictions });
  expect(await speaker.caller.refusal('media:resume', { producer })).not.toBeNull();
});

it('a new host may what a host may', async () => {
  await host.caller.get('people:role', { participant: speaker.joined.you, role: 'host' });
  expect(await speaker.caller.refusal('room:settings', { limit: 9 })).toBeNull();
  expect(await speaker.caller.refusal('people:remove', { participant: host.joined.you })).toBeNull();
  expect(await host.caller.notice('seat:closed')).toEqual({ code: 'removed' });
  expect(await host.caller.refusal('chat:history', { before: 9 })).toBe('not-in-room');
});
