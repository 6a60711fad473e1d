import type { ErrorCode } from '@hangouts/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Caller } from '../support/caller.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let caller: Caller;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.stop());

beforeEach(async () => {
  caller = await Caller.connect(server.url);
});

afterEach(() => caller.leave());

describe('a name', () => {
  it.each<[string, string, ErrorCode]>([
    ['nothing', '', 'name-empty'],
    ['spaces', '   ', 'name-empty'],
    ['what cannot be seen', '\u200b\u200d', 'name-empty'],
    ['a newline', 'Ana\nHost', 'name-characters'],
    ['NUL', 'Ana\u0000', 'name-characters'],
    ['an override', 'Ana\u202egnp.exe', 'name-characters'],
    ['an isolate', '\u2066Ana', 'name-characters'],
    ['half a character', 'Ana\ud800', 'name-characters'],
    ['61 characters', 'x'.repeat(61), 'name-too-long'],
    ['a megabyte', 'x'.repeat(1_000_000), 'name-too-long'],
  ])('is not %s', async (_what, name, code) => {
    const answer = await caller.say('join', { room: 'names', name, page: caller.page });
    expect(answer).toMatchObject({ ok: false, error: { code } });
  });

  it.each([
    ['  Ana  ', 'Ana'],
    ['Ame\u0301lie', 'Amélie'],
    ['👩‍🚀 Zoë', '👩‍🚀 Zoë'],
    ['עברית', 'עברית'],
    ['<b>Bold</b>', '<b>Bold</b>'],
    ['ж'.repeat(60), 'ж'.repeat(60)],
  ])('may be "%s"', async (given, kept) => {
    const someone = await Caller.joined(server.url, 'names', given);
    const [you] = someone.joined.participants;
    expect(you?.name).toBe(kept);
    someone.caller.leave();
  });
});

describe('a room', () => {
  it.each<[string, string, ErrorCode]>([
    ['nothing', '', 'room-empty'],
    ['capitals', 'My-Room', 'room-characters'],
    ['spaces', 'my room', 'room-characters'],
    ['a path', '../etc', 'room-characters'],
    ['an override', 'my\u202eroom', 'room-characters'],
    ['61 characters', 'x'.repeat(61), 'room-too-long'],
  ])('is not %s', async (_what, room, code) => {
    for (const event of ['lobby:enter', 'join'] as const) {
      const payload = event === 'join' ? { room, name: 'Ana', page: caller.page } : { room };
      expect(await caller.say(event, payload)).toMatchObject({ ok: false, error: { code } });
    }
  });

  it.each(['__proto__', 'constructor'])('may not be %s by accident', async (room) => {
    const view = await caller.say('lobby:enter', { room });
    expect(view).toMatchObject(room === 'constructor' ? { data: { people: [] } } : { ok: false });
  });
});
