import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { ServerClock } from '../support/clock.js';
import { TestServer } from '../support/server.js';

let clock: ServerClock;
let server: TestServer;

beforeAll(async () => {
  clock = await ServerClock.make();
  server = await TestServer.start(clock.environment);
});

afterAll(async () => {
  await server.stop();
  await clock.remove();
});

describe('a locked room', () => {
  let room: string;
  let host: Seated;
  let speaker: Seated;

  beforeEach(async () => {
    room = `room-${randomUUID()}`;
    host = await Caller.joined(server.url, room, 'Host');
    speaker = await Caller.joined(server.url, room, 'Speaker');
  });

  it('lets nobody new in, and back in whoever was there; unlocked it is open again', async () => {
    await host.caller.get('room:settings', { locked: true });
    const newcomer = await Caller.connect(server.url);
    expect((await newcomer.get('lobby:enter', { room })).locked).toBe(true);
    const join = { room, name: 'Eve', page: newcomer.page };
    expect(await newcomer.refusal('join', join)).toBe('room-locked');
    await speaker.caller.get('leave', {});
    const back = await Caller.connect(server.url);
    const joined = await back.join(room, 'Speaker', { ticket: speaker.joined.ticket });
    expect(joined.you).toBe(speaker.joined.you);
    await host.caller.get('room:settings', { locked: false });
    expect(await newcomer.refusal('join', join)).toBeNull();
  });

  it('where nobody is left who could unlock it is a fresh one for who is new, who reads nothing of it', async () => {
    await host.caller.get('room:settings', { locked: true, limit: 9 });
    await host.caller.get('chat:send', { nonce: randomUUID(), text: 'among us' });
    await Promise.all([host.caller.get('leave', {}), speaker.caller.get('leave', {})]);
    const newcomer = await Caller.connect(server.url);
    const join = { room, name: 'Next', page: newcomer.page };
    // Whoever locked it may only have loaded the page anew.
    expect(await newcomer.refusal('join', join)).toBe('room-locked');
    await clock.forward(6 * 60_000);
    expect(await newcomer.get('lobby:enter', { room })).toMatchObject({ locked: false, people: [] });
    const joined = await newcomer.join(room, 'Next');
    expect(joined.settings).toMatchObject({ locked: false, limit: null });
    expect(joined.chat.messages).toEqual([]);
  });

  it('where nobody is left is found as it was by who comes back', async () => {
    await host.caller.get('room:settings', { locked: true });
    await host.caller.get('chat:send', { nonce: randomUUID(), text: 'among us' });
    await Promise.all([host.caller.get('leave', {}), speaker.caller.get('leave', {})]);
    const back = await Caller.connect(server.url);
    const joined = await back.join(room, 'Speaker', { ticket: speaker.joined.ticket });
    expect(joined.chat.messages).toMatchObject([{ text: 'among us' }]);
    expect(joined.settings.locked).toBe(true);
  });
});
