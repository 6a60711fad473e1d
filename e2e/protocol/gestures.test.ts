import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let room: string;
let host: Seated;
let speaker: Seated;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.stop());

beforeEach(async () => {
  room = `room-${randomUUID()}`;
  host = await Caller.joined(server.url, room, 'Host');
  speaker = await Caller.joined(server.url, room, 'Speaker');
});

describe('raised hands', () => {
  const handsSeen = async () => {
    const { joined, caller } = await Caller.joined(server.url, room, 'Witness');
    await caller.get('leave', {});
    const raised = joined.participants.filter(({ hand }) => hand !== undefined);
    return raised.toSorted((one, other) => (one.hand ?? 0) - (other.hand ?? 0)).map(({ name }) => name);
  };

  it('stand in the order in which the server heard of them, and keep their place', async () => {
    await speaker.caller.get('hand:raise', { raised: true });
    await host.caller.get('hand:raise', { raised: true });
    await speaker.caller.get('hand:raise', { raised: true });
    expect(await handsSeen()).toEqual(['Speaker', 'Host']);
    await speaker.caller.get('hand:raise', { raised: false });
    await speaker.caller.get('hand:raise', { raised: true });
    expect(await handsSeen()).toEqual(['Host', 'Speaker']);
  });

  it('are lowered by a host one by one or all, and with who leaves', async () => {
    await speaker.caller.get('hand:raise', { raised: true });
    await host.caller.get('hand:raise', { raised: true });
    await host.caller.get('hand:lower', { participant: speaker.joined.you });
    expect(await handsSeen()).toEqual(['Host']);
    await speaker.caller.get('hand:raise', { raised: true });
    await host.caller.get('hand:lower', { participant: null });
    expect(await handsSeen()).toEqual([]);
    expect(await host.caller.refusal('hand:lower', { participant: randomUUID() })).toBe('not-found');
  });
});

it('a reaction reaches everybody in the name of who sent it, and not without end', async () => {
  await speaker.caller.get('reaction:send', { reaction: '🎉' });
  expect(await host.caller.notice('reaction')).toEqual({
    participant: speaker.joined.you,
    reaction: '🎉',
  });
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => speaker.caller.refusal('reaction:send', { reaction: '👍' })),
  );
  expect(answers).toContain('rate-limited');
  expect(await host.caller.say('reaction:send', { reaction: '<img>' })).toMatchObject({
    error: { code: 'invalid' },
  });
});
