import { randomUUID } from 'node:crypto';
import { FRAME_SIZE, PROTOCOL_VERSION } from '@hangouts/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROOM } from '../rooms/fixture.js';
import { signalingFixture } from './fixture.js';

/** What stands between the packets of one frame of long polling (Engine.io protocol, version 4). */
const SEPARATOR = '\u001e';

let server: Awaited<ReturnType<typeof signalingFixture>>;

beforeAll(async () => {
  server = await signalingFixture();
});

beforeEach(() => {
  server.counted.refused.length = 0;
  server.counted.floods = 0;
  server.counted.oversized = 0;
});

afterAll(() => server.close());

/** A line by long polling, spoken by hand. */
async function poll() {
  const url = `http://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(url)).text()).slice(1));
  const mine = `${url}&sid=${sid}`;
  const line = {
    send: (body: string) =>
      fetch(mine, { method: 'POST', body, headers: { 'content-type': 'text/plain;charset=UTF-8' } }),
    read: async () => (await fetch(mine)).text(),
    readToTheEnd: async () => {
      while ((await fetch(mine)).ok);
    },
  };
  await line.send(`40${JSON.stringify({ version: PROTOCOL_VERSION, page: randomUUID() })}`);
  await line.read();
  return line;
}

describe('a frame full of small messages', () => {
  it.each(['42["x"]', '420["lobby:enter",{}]', '40/elsewhere,', '3'])(
    'of %s closes its line alone',
    async (packet) => {
      const other = await server.connect();
      const line = await poll();
      const connected = server.connected();
      const frame = Array(Math.floor(FRAME_SIZE / (packet.length + 1)))
        .fill(packet)
        .join(SEPARATOR);
      const sent = performance.now();
      const answered = line.send(frame);
      expect(await other.ask('lobby:enter', { room: ROOM })).toMatchObject({ ok: true });
      expect(performance.now() - sent).toBeLessThan(5_000);
      await answered;
      await line.readToTheEnd();
      await expect.poll(() => server.connected()).toBe(connected - 1);
      expect(server.counted.floods).toBe(1);
      expect(server.counted.refused.length).toBeLessThanOrEqual(3_000);
      other.socket.close();
      await expect.poll(() => server.connected()).toBe(connected - 2);
    },
  );
});

it('a file sent as fast as the budgets allow is no flood', async () => {
  const page = await server.connect();
  await page.join();
  const answers = Array.from({ length: 800 }, (_, index) =>
    page.ask('file:chunk', { upload: randomUUID(), offset: index, data: new Uint8Array(1) }),
  );
  expect((await Promise.all(answers)).filter(({ ok }) => ok)).toHaveLength(800);
  expect(server.counted.floods).toBe(0);
  page.socket.close();
});

describe('a frame above the limit', () => {
  it('closes its line over long polling too, and is counted', async () => {
    const line = await poll();
    const connected = server.connected();
    const { status } = await line.send(`42["chat:send","${'x'.repeat(FRAME_SIZE)}"]`);
    expect(status).toBe(413);
    await expect.poll(() => server.counted.oversized).toBe(1);
    await line.readToTheEnd();
    await expect.poll(() => server.connected()).toBe(connected - 1);
  });

  it('is counted once over a websocket', async () => {
    const page = await server.connect();
    const connected = server.connected();
    page.socket.emit('chat:send', 'x'.repeat(FRAME_SIZE));
    await expect.poll(() => server.connected()).toBe(connected - 1);
    expect(server.counted.oversized).toBe(1);
  });
});
