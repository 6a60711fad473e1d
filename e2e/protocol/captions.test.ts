import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Caller, type SeatedWithMedia } from '../support/caller.js';
import { TestServer } from '../support/server.js';
import { microphone } from '../support/tracks.js';

const SAID = { line: 7, text: 'Good morning', language: 'en-GB', final: true };

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

it('what somebody says reaches everybody in their name, whoever they say that they are', async () => {
  await speaker.caller.get('media:produce', microphone(1));
  await speaker.caller.get('caption:say', SAID);
  const caption = { ...SAID, participant: speaker.joined.you };
  expect(await host.caller.notice('caption')).toEqual(caption);
  expect(await speaker.caller.notice('caption')).toEqual(caption);
  const inTheirName = { ...SAID, participant: host.joined.you };
  expect(await speaker.caller.say('caption:say', inTheirName)).toMatchObject({ error: { code: 'invalid' } });
});

it('whoever is muted says nothing, and what was said is not kept for who comes later', async () => {
  expect(await speaker.caller.refusal('caption:say', SAID)).toBe('not-permitted');
  const { producer } = await speaker.caller.get('media:produce', microphone(2));
  await speaker.caller.get('media:pause', { producer });
  expect(await speaker.caller.refusal('caption:say', SAID)).toBe('not-permitted');
  await speaker.caller.get('media:resume', { producer });
  expect(await speaker.caller.refusal('caption:say', SAID)).toBeNull();
  await host.caller.get('people:stop', { participant: speaker.joined.you, source: 'microphone' });
  expect(await speaker.caller.refusal('caption:say', SAID)).toBe('not-permitted');
  expect(host.caller.notices('caption')).toHaveLength(1);
  const late = await Caller.joined(server.url, room, 'Late');
  await late.caller.get('line:check', {});
  expect(late.caller.notices('caption')).toEqual([]);
});

it.each([
  ['nothing', { ...SAID, text: ' \u202e ' }],
  ['a speech in one line', { ...SAID, text: 'a'.repeat(401) }],
  ['no language', { ...SAID, language: '"><img>' }],
  ['half a line', { ...SAID, line: 0.5 }],
])('%s is refused', async (_, said) => {
  await speaker.caller.get('media:produce', microphone(3));
  expect(await speaker.caller.say('caption:say', said)).toMatchObject({ error: { code: 'invalid' } });
});

it('what would rearrange the text around it is taken out', async () => {
  await speaker.caller.get('media:produce', microphone(4));
  await speaker.caller.get('caption:say', { ...SAID, text: 'Good\u202emorning\n<b>' });
  expect(await host.caller.notice('caption')).toMatchObject({ text: 'Good morning <b>' });
});

it('nobody fills the room with it', async () => {
  await speaker.caller.get('media:produce', microphone(5));
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, line) => speaker.caller.refusal('caption:say', { ...SAID, line })),
  );
  expect(answers).toContain('rate-limited');
  expect(host.caller.notices('caption').length).toBeLessThan(60);
});
