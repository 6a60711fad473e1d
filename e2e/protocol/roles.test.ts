import { randomUUID } from 'node:crypto';
import { FIRST_SETTINGS } from '@hangouts/protocol';
import type {
  Action,
  Notice,
  RequestInput,
  RequestName,
  Restrictions,
  Role,
  Source,
} from '@hangouts/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectErrorReply } from '../support/answers.js';
import { Caller, type Seated, type SeatedWithMedia } from '../support/caller.js';
import { NO_RESTRICTIONS } from '../support/rights.js';
import { TestServer } from '../support/server.js';
import { microphone, picture } from '../support/tracks.js';

const ROLES = ['host', 'cohost', 'speaker', 'audience'] as const satisfies readonly Role[];

type Asked = [RequestName, RequestInput<RequestName>];

interface Act {
  what: string;
  /** What comes before it. */
  first?(): Asked;
  /** What is asked about somebody, once others have done what it takes. */
  ask(target: Seated): Asked | Promise<Asked>;
  /** Who may. */
  by: readonly Role[];
  /** What takes it away. */
  takenBy: keyof Restrictions | null;
}

const HOSTS: Pick<Act, 'by' | 'takenBy'> = { by: ['host', 'cohost'], takenBy: null };
const HOST: Pick<Act, 'by' | 'takenBy'> = { by: ['host'], takenBy: null };
const ALL: Pick<Act, 'by' | 'takenBy'> = { by: ROLES, takenBy: null };
const SPEAKERS: Pick<Act, 'by'> = { by: ['host', 'cohost', 'speaker'] };

const stops = (what: string, source: Source): Act => ({
  what,
  ask: ({ joined }) => ['people:stop', { participant: joined.you, source }],
  ...HOSTS,
});

/** Who may do what: the table of the product's rights, as they are felt at the far end of a socket. */
const ACTS: Readonly<Record<Action, readonly Act[]>> = {
  'publish-microphone': [
    {
      what: 'speak',
      ask: () => ['media:produce', microphone(1)],
      ...SPEAKERS,
      takenBy: 'microphone',
    },
    {
      what: 'have what they say written down',
      first: () => ['media:produce', microphone(4)],
      ask: () => ['caption:say', { line: 1, text: 'Good morning', language: 'en', final: true }],
      ...SPEAKERS,
      takenBy: 'microphone',
    },
  ],
  'publish-camera': [
    {
      what: 'show the camera',
      ask: () => ['media:produce', picture('camera', 2)],
      ...SPEAKERS,
      takenBy: 'camera',
    },
  ],
  'publish-screen': [
    {
      what: 'share a screen',
      ask: () => ['media:produce', picture('screen', 3)],
      ...SPEAKERS,
      takenBy: 'screen',
    },
    {
      what: 'share the sound of a screen',
      ask: () => ['media:produce', { ...microphone(5), source: 'screen-audio' }],
      ...SPEAKERS,
      takenBy: 'screen',
    },
  ],
  chat: [
    {
      what: 'write',
      ask: () => ['chat:send', { nonce: randomUUID(), text: 'hello' }],
      by: ROLES,
      takenBy: 'chat',
    },
    {
      what: 'send a file',
      ask: () => ['file:begin', { upload: randomUUID(), name: 'a', size: 1, type: '' }],
      by: ROLES,
      takenBy: 'chat',
    },
  ],
  'raise-hand': [{ what: 'raise a hand', ask: () => ['hand:raise', { raised: true }], ...ALL }],
  react: [{ what: 'react', ask: () => ['reaction:send', { reaction: '👏' }], ...ALL }],
  'lower-hands': [
    { what: 'lower the hands of others', ask: () => ['hand:lower', { participant: null }], ...HOSTS },
  ],
  'remove-participant': [
    {
      what: 'remove somebody',
      ask: ({ joined }) => ['people:remove', { participant: joined.you }],
      ...HOSTS,
    },
  ],
  'change-role': [
    {
      what: 'give somebody a role',
      ask: ({ joined }) => ['people:role', { participant: joined.you, role: 'speaker' }],
      ...HOSTS,
    },
    {
      what: 'make somebody a cohost',
      ask: ({ joined }) => ['people:role', { participant: joined.you, role: 'cohost' }],
      ...HOST,
    },
  ],
  'hand-over': [
    { what: 'hand over', ask: ({ joined }) => ['people:hand-over', { participant: joined.you }], ...HOST },
  ],
  'restrict-participant': [
    {
      what: 'restrict somebody',
      ask: ({ joined }) => ['people:restrict', { participant: joined.you, restrictions: NO_RESTRICTIONS }],
      ...HOSTS,
    },
  ],
  'stop-source': [
    stops('mute somebody', 'microphone'),
    stops('end the camera of somebody', 'camera'),
    stops('end the screen of somebody', 'screen'),
    stops('end the sound of somebody’s screen', 'screen-audio'),
    { what: 'mute all', ask: () => ['room:mute-all', { mayUnmute: true }], ...HOSTS },
  ],
  'change-settings': [
    { what: 'change the settings', ask: () => ['room:settings', { limit: 50 }], ...HOSTS },
    { what: 'mute all for good', ask: () => ['room:mute-all', { mayUnmute: false }], ...HOSTS },
  ],
  spotlight: [
    {
      what: 'put somebody into the spotlight',
      ask: ({ joined }) => ['room:spotlight', { participant: joined.you }],
      ...HOSTS,
    },
  ],
  'delete-messages': [
    {
      what: 'delete what another wrote',
      ask: async ({ caller }) => {
        const { sequence } = await caller.get('chat:send', { nonce: randomUUID(), text: 'hello' });
        return ['chat:delete', { sequence }];
      },
      ...HOSTS,
    },
  ],
  admit: [
    { what: 'let in who waits', ask: () => ['waiting:admit', { waiter: null }], ...HOSTS },
    { what: 'not let in who waits', ask: () => ['waiting:deny', { waiter: null }], ...HOSTS },
  ],
  invite: [
    {
      what: 'invite somebody to speak',
      ask: () => ['invitation:make', { role: 'speaker', lasts: 60 }],
      ...HOSTS,
    },
    { what: 'invite a cohost', ask: () => ['invitation:make', { role: 'cohost', lasts: 60 }], ...HOST },
  ],
  'end-meeting': [{ what: 'end the meeting for all', ask: () => ['room:end', {}], ...HOST }],
  'read-log': [
    { what: 'read what was done to keep order', ask: () => ['order:log', {}], ...HOSTS },
    {
      what: 'take back what was done',
      ask: async () => {
        await host.caller.get('room:settings', { locked: true });
        const { entries } = await host.caller.get('order:log', {});
        return ['order:undo', { entry: entries.at(-1)?.id ?? '' }];
      },
      ...HOSTS,
    },
  ],
  report: [
    {
      what: 'report somebody',
      ask: ({ joined }) => ['order:report', { participant: joined.you, reason: '' }],
      ...ALL,
    },
  ],
};

/** What everybody may who is inside. */
const FOR_ALL: readonly Act[] = [
  { what: 'read the chat', ask: () => ['chat:history', { before: 9 }], ...ALL },
];

const TABLE: readonly Act[] = [...Object.values(ACTS).flat(), ...FOR_ALL];

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

/** The code of a refusal, with its sentence checked; null where there was none. */
async function answerOf({ caller }: SeatedWithMedia, act: Act, target: Seated): Promise<string | null> {
  // Refused where the act itself is.
  if (act.first !== undefined) await caller.refusal(...act.first());
  const answer = await caller.ask(...(await act.ask(target)));
  return answer.ok ? null : expectErrorReply(answer.error);
}

function give(role: Role): Promise<unknown> {
  return host.caller.get('people:role', { participant: speaker.joined.you, role });
}

describe.each(TABLE)('$what', (act) => {
  it.each(ROLES.map((role) => [role, act.by.includes(role) ? 'may' : 'may not'] as const))(
    'a %s %s',
    async (role, verdict) => {
      const target = await Caller.joined(server.url, room, 'Target');
      if (role !== 'host') await give(role);
      const asker = role === 'host' ? host : speaker;
      expect(await answerOf(asker, act, target)).toBe(verdict === 'may' ? null : 'not-permitted');
    },
  );
});

describe.each(TABLE.filter(({ takenBy }) => takenBy !== null))('$what, taken by a restriction', (act) => {
  it('is refused to the restricted one, and permitted again afterwards', async () => {
    const participant = speaker.joined.you;
    const restrict = (taken: boolean) => {
      const restrictions =
        act.takenBy === null ? NO_RESTRICTIONS : { ...NO_RESTRICTIONS, [act.takenBy]: taken };
      return host.caller.get('people:restrict', { participant, restrictions });
    };
    await restrict(true);
    expect(await answerOf(speaker, act, speaker)).toBe('not-permitted');
    await restrict(false);
    expect(await answerOf(speaker, act, speaker)).toBeNull();
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
  const restrictions = { ...NO_RESTRICTIONS, microphone: true };
  await host.caller.get('people:restrict', { participant: speaker.joined.you, restrictions });
  expect(await speaker.caller.notice('media:producer-closed')).toEqual({ producer });
  expect(await host.caller.notice('media:consumer-closed')).toEqual({ consumer: consumer.id });
  expect(await speaker.caller.refusal('media:resume', { producer })).toBe('not-found');
});

it('what was paused before it was taken cannot be resumed', async () => {
  const { producer } = await speaker.caller.get('media:produce', microphone(71, true));
  const restrictions = { ...NO_RESTRICTIONS, microphone: true };
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

describe('a cohost', () => {
  it('decides about those below, and not about a host or another cohost', async () => {
    await give('cohost');
    const other = await Caller.joined(server.url, room, 'Other cohost');
    await host.caller.get('people:role', { participant: other.joined.you, role: 'cohost' });
    for (const participant of [host.joined.you, other.joined.you]) {
      expect(await speaker.caller.refusal('people:remove', { participant })).toBe('not-permitted');
      expect(
        await speaker.caller.refusal('people:restrict', { participant, restrictions: NO_RESTRICTIONS }),
      ).toBe('not-permitted');
      expect(await speaker.caller.refusal('people:role', { participant, role: 'audience' })).toBe(
        'not-permitted',
      );
    }
  });

  it('lets somebody listen or speak, and makes nobody a cohost or a host', async () => {
    await give('cohost');
    const target = await Caller.joined(server.url, room, 'Target');
    const participant = target.joined.you;
    const ask = (role: Role) => speaker.caller.refusal('people:role', { participant, role });
    expect(await ask('audience')).toBeNull();
    expect(await ask('speaker')).toBeNull();
    expect(await ask('cohost')).toBe('not-permitted');
    expect(await ask('host')).toBe('not-permitted');
  });

  it('who has been there longest is host when the last host leaves, and the host is host again on coming back', async () => {
    await give('cohost');
    const other = await Caller.joined(server.url, room, 'Later cohost');
    await host.caller.get('people:role', { participant: other.joined.you, role: 'cohost' });
    await host.caller.get('leave', {});
    const isHost = ({ participant }: Notice<'participant:changed'>) =>
      participant.id === speaker.joined.you && participant.role === 'host';
    await other.caller.notice('participant:changed', isHost);
    const back = await Caller.connect(server.url);
    const joined = await back.join(room, 'Host', { ticket: host.joined.ticket });
    expect(joined.you).toBe(host.joined.you);
    expect(joined.participants.find(({ id }) => id === host.joined.you)?.role).toBe('host');
  });
});

it('a room whose host leaves without a cohost stays as it is', async () => {
  await host.caller.get('room:settings', { limit: 7 });
  await host.caller.get('leave', {});
  const next = await Caller.joined(server.url, room, 'Next');
  expect(next.joined.settings).toMatchObject({ limit: 7 });
  expect(next.joined.participants.map(({ role }) => role)).toEqual(['speaker', 'speaker']);
});

it('a host who hands over is a cohost', async () => {
  await host.caller.get('people:hand-over', { participant: speaker.joined.you });
  const next = await Caller.joined(server.url, room, 'Next');
  const roles = new Map(next.joined.participants.map(({ id, role }) => [id, role]));
  expect([roles.get(host.joined.you), roles.get(speaker.joined.you)]).toEqual(['cohost', 'host']);
});

it('who is moved to the audience is not forwarded any more, whatever their page does', async () => {
  const { producer } = await speaker.caller.get('media:produce', microphone(72));
  const consumer = await host.caller.notice('media:consumer');
  await give('audience');
  expect(await speaker.caller.notice('media:producer-closed')).toEqual({ producer });
  expect(await host.caller.notice('media:consumer-closed')).toEqual({ consumer: consumer.id });
  expect(await speaker.caller.refusal('media:produce', microphone(73))).toBe('not-permitted');
  expect(await host.caller.refusal('room:spotlight', { participant: speaker.joined.you })).toBe('not-found');
  await give('speaker');
  expect(await speaker.caller.refusal('media:produce', microphone(74))).toBeNull();
});

describe('keeping order', () => {
  it('who is muted is not forwarded any more, and may unmute themselves', async () => {
    const { producer } = await speaker.caller.get('media:produce', microphone(75));
    const consumer = await host.caller.notice('media:consumer');
    await host.caller.get('people:stop', { participant: speaker.joined.you, source: 'microphone' });
    expect(await speaker.caller.notice('media:producer-closed')).toEqual({ producer });
    expect(await host.caller.notice('media:consumer-closed')).toEqual({ consumer: consumer.id });
    expect(await speaker.caller.refusal('media:resume', { producer })).toBe('not-found');
    expect(await speaker.caller.refusal('media:produce', microphone(76))).toBeNull();
  });

  it('a screen goes with its sound, and may be shared again', async () => {
    const sound = { ...microphone(84), source: 'screen-audio' as const };
    await speaker.caller.get('media:produce', picture('camera', 85));
    const screen = await speaker.caller.get('media:produce', picture('screen', 83));
    const heard = await speaker.caller.get('media:produce', sound);
    const sends = (count: number, since?: number) =>
      host.caller.notice(
        'participant:changed',
        ({ participant: { id, sources } }) => id === speaker.joined.you && sources.length === count,
        since,
      );
    await sends(3);
    const since = host.caller.heard.length;
    await host.caller.get('people:stop', { participant: speaker.joined.you, source: 'screen' });
    const seen = await sends(1, since);
    expect(seen.participant.sources).toMatchObject([{ source: 'camera' }]);
    for (const { producer } of [screen, heard]) {
      await speaker.caller.notice('media:producer-closed', (closed) => closed.producer === producer);
      expect(await speaker.caller.refusal('media:resume', { producer })).toBe('not-found');
    }
    expect(await speaker.caller.refusal('media:produce', picture('screen', 86))).toBeNull();
  });

  it('a camera that is ended is closed at once for everyone, and may be switched on again', async () => {
    const { producer } = await speaker.caller.get('media:produce', picture('camera', 87));
    const consumer = await host.caller.notice('media:consumer');
    await host.caller.get('people:stop', { participant: speaker.joined.you, source: 'camera' });
    expect(await speaker.caller.notice('media:producer-closed')).toEqual({ producer });
    expect(await host.caller.notice('media:consumer-closed')).toEqual({ consumer: consumer.id });
    expect(await speaker.caller.refusal('media:produce', picture('camera', 88))).toBeNull();
  });

  it('all are muted but who decides it, and nobody else unmutes where that is not allowed', async () => {
    await host.caller.get('media:produce', microphone(77));
    const { producer } = await speaker.caller.get('media:produce', microphone(78));
    await host.caller.get('room:mute-all', { mayUnmute: false });
    expect(await speaker.caller.notice('media:producer-closed')).toEqual({ producer });
    expect(host.caller.notices('media:producer-closed')).toEqual([]);
    expect(await speaker.caller.refusal('media:produce', microphone(79))).toBe('not-permitted');
    const { allow } = await speaker.caller.notice('room:settings');
    expect(allow).toEqual({ microphone: false, camera: true, screen: true, chat: true });
    await host.caller.get('room:settings', { allow: { ...allow, microphone: true } });
    expect(await speaker.caller.refusal('media:produce', microphone(80))).toBeNull();
  });

  it('what is not allowed to all ends for all at once, and is refused; cohosts and hosts go on', async () => {
    const cohost = await Caller.withMedia(server.url, room, 'Cohost');
    await host.caller.get('people:role', { participant: cohost.joined.you, role: 'cohost' });
    const { producer } = await speaker.caller.get('media:produce', picture('screen', 81));
    await cohost.caller.get('media:produce', picture('screen', 82));
    const allow = { microphone: true, camera: true, screen: false, chat: false };
    await cohost.caller.get('room:settings', { allow });
    expect(await speaker.caller.notice('media:producer-closed')).toEqual({ producer });
    expect(cohost.caller.notices('media:producer-closed')).toEqual([]);
    const write = { nonce: randomUUID(), text: 'hello' };
    expect(await speaker.caller.refusal('chat:send', write)).toBe('not-permitted');
    expect(await host.caller.refusal('chat:send', write)).toBeNull();
    // What was not named has stayed.
    expect((await Caller.joined(server.url, room, 'Next')).joined.settings).toEqual({
      ...FIRST_SETTINGS,
      allow,
    });
  });
});
