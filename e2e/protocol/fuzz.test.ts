import { isErrorCode, requests } from '@hangouts/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Caller } from '../support/caller.js';
import { TestServer } from '../support/server.js';

const ROOM = 'fuzzy-room';

let server: TestServer;
let process: number;
let witness: Caller;

beforeAll(async () => {
  server = await TestServer.start();
  process = server.pid;
  ({ caller: witness } = await Caller.joined(server.url, ROOM, 'Witness'));
});

afterAll(() => server.stop());

const KEYS =
  'room name page ticket rtpCapabilities rtpParameters dtlsParameters transport producer consumers source paused nonce text before limit upload size type offset data participant role restrictions direct allowed attempt description candidate reason __proto__'.split(
    ' ',
  );

/** What has the right keys, and anything in them. */
const fields = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.oneof(fc.jsonValue(), fc.uuid(), fc.constantFrom('host', 'camera', ROOM)),
);
const payload = fc.oneof(
  fc.jsonValue(),
  fields,
  fc.uint8Array().map((bytes) => Buffer.from(bytes)),
);
const message = fc.record({
  event: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...Object.keys(requests)) },
    { weight: 1, arbitrary: fc.string() },
  ),
  payloads: fc.array(payload, { maxLength: 2 }),
  asks: fc.boolean(),
});

it('has one answer for any message, and the same process serves on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 8 }), async (messages) => {
      const { caller, joined } = await Caller.joined(server.url, ROOM, 'Fuzz');
      for (const { event, payloads, asks } of messages) {
        if (!asks) {
          caller.sayWithoutAsking(event, ...payloads);
          continue;
        }
        const answer = await caller.say(event, ...payloads);
        expect(isAnswer(answer)).toBe(true);
      }
      // One for each message that did not ask and was refused, never more.
      const silent = messages.filter(({ asks }) => !asks).length;
      await caller.get('lobby:enter', { room: ROOM });
      expect(caller.notices('error').length).toBeLessThanOrEqual(silent);
      expect(caller.notices('error').every(({ code }) => isErrorCode(code))).toBe(true);
      caller.leave();
      await witness.notice('participant:left', ({ participant }) => participant === joined.you);
    }),
    { numRuns: 150 },
  );
  expect(server.pid).toBe(process);
  expect(server.isRunning).toBe(true);
  expect((await witness.get('lobby:enter', { room: ROOM })).people).toEqual([{ name: 'Witness' }]);
});

function isAnswer(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  if (answer.ok === true) return 'data' in answer && Object.keys(answer).length === 2;
  if (!('error' in answer) || typeof answer.error !== 'object' || answer.error === null) return false;
  return 'code' in answer.error && typeof answer.error.code === 'string' && isErrorCode(answer.error.code);
}
