import { requests } from '@hangouts/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectError, expectErrorReply } from '../support/answers.js';
import { Caller, type Seated } from '../support/caller.js';
import { MARK, NONSENSE } from '../support/nonsense.js';
import { TestServer } from '../support/server.js';

const EVENTS = Object.keys(requests);
const UNKNOWN = [
  'nonsense',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'Join',
  'join ',
  '',
  MARK,
];

let server: TestServer;
let process: number;
let witness: Seated;

beforeAll(async () => {
  server = await TestServer.start();
  process = server.pid;
  witness = await Caller.joined(server.url, 'calm-room', 'Witness');
});

afterEach(() => {
  expect(server.pid).toBe(process);
  expect(server.isRunning).toBe(true);
});

afterAll(async () => {
  witness.caller.leave();
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  await server.stop();
});

/** Somebody new in the witness's room, whom the witness has seen come. */
async function newcomer(): Promise<Seated> {
  const since = witness.caller.heard.length;
  const seated = await Caller.joined(server.url, 'calm-room', 'Newcomer');
  await witness.caller.notice(
    'participant:joined',
    ({ participant }) => participant.id === seated.joined.you,
    since,
  );
  return seated;
}

/** What there is to see of the room. */
async function room(seated: Seated): Promise<unknown> {
  const { people, full } = await seated.caller.get('lobby:enter', { room: 'calm-room' });
  return { people, full, chat: await seated.caller.get('chat:history', { before: 1_000 }) };
}

/** How many messages the server has refused so far. */
async function refused(): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const counts = metrics.matchAll(/^hangouts_refused_total\{.*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

describe.each(EVENTS)('%s', (event) => {
  it.each(NONSENSE)('answers $what with one error and goes on', async ({ payload }) => {
    const seated = await newcomer();
    const { caller } = seated;
    const before = await room(seated);
    const heard = caller.heard.length;
    const witnessed = witness.caller.heard.length;

    expectError(await caller.say(event, ...payload));
    caller.sayWithoutAsking(event, ...payload);
    expectErrorReply(await caller.notice('error'));

    expect(await room(seated)).toEqual(before);
    // The server's own beat comes to everybody, whatever was said.
    const names = (of: Caller, from: number) =>
      of.heard.slice(from).flatMap(({ name }) => (name === 'tick' ? [] : [name]));
    expect(names(caller, heard)).toEqual(['error']);
    expect(names(witness.caller, witnessed)).toEqual([]);
    const since = witness.caller.heard.length;
    caller.leave();
    await witness.caller.notice(
      'participant:left',
      ({ participant }) => participant === seated.joined.you,
      since,
    );
  });

  it('is counted each time it is refused', async () => {
    const { caller } = await newcomer();
    const before = await refused();
    await caller.say(event, null);
    caller.sayWithoutAsking(event, [MARK]);
    await caller.notice('error');
    expect(await refused()).toBe(before + 2);
    caller.leave();
  });
});

it.each(UNKNOWN)('does not know the event "%s"', async (event) => {
  const { caller } = await newcomer();
  expect(expectError(await caller.say(event, { [MARK]: MARK }))).toBe('unknown-event');
  caller.sayWithoutAsking(event, { [MARK]: MARK });
  expect(expectErrorReply(await caller.notice('error'))).toBe('unknown-event');
  expect(caller.notices('error')).toHaveLength(1);
  caller.leave();
});

it('does not know an event whose name is a number', async () => {
  const { caller } = await newcomer();
  caller.socket.io.engine.write('2[7,{}]');
  expect(expectErrorReply(await caller.notice('error'))).toBe('unknown-event');
  caller.leave();
});

const BROKEN: readonly (string | Buffer)[][] = [
  ['2{'],
  ['2["disconnect"]'],
  ['2[{}]'],
  ['9'],
  ['999['],
  ['x'],
  ['51-["join",{"_placeholder":true,"num":0}]', '2["leave",{}]'],
  ['51-["join",{"_placeholder":true,"num":9}]', Buffer.from(MARK)],
  [Buffer.from(MARK)],
];

it.each(BROKEN)('closes the one socket that sends the packet %s', async (...packets) => {
  const { caller } = await newcomer();
  const neighbour = await newcomer();
  const closed = caller.closed();
  for (const packet of packets) caller.socket.io.engine.write(packet);
  await closed;
  expect(await room(neighbour)).toMatchObject({ full: false });
  neighbour.caller.leave();
});

it.each([
  ['nothing', {}],
  ['no version', { page: '0f8fad5b-d9cb-469f-a165-70867728950e' }],
  ['a page that is no id', { version: 1, page: MARK }],
  ['another version', { version: 999, page: '0f8fad5b-d9cb-469f-a165-70867728950e' }],
])('refuses a handshake with %s', async (_what, auth) => {
  const error: unknown = await Caller.connect(server.url, { auth }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expectErrorReply((error as { data?: unknown }).data);
});
