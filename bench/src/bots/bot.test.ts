import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { TestServer } from '../../../e2e/support/server.js';
import { until } from '../../../e2e/support/until.js';
import { startBots, type BotHandle, type Bots } from './bots.js';

let server: TestServer;
let bots: Bots;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.stop());

beforeEach(async () => {
  bots = await startBots();
});

afterEach(() => bots.stop());

const everything = { server: 'hangouts', layers: 3, microphone: true } as const;

/** Waits until a bot's counts are as wanted; gives them. */
function counted(bot: BotHandle, fits: (counts: Awaited<ReturnType<Bots['count']>>[number]) => boolean) {
  let last = '';
  return until(
    () => `the counts of bot ${bot.number}; last ${last}`,
    async () => {
      const [counts] = await bots.count([bot]);
      last = JSON.stringify(counts);
      return counts !== undefined && fits(counts) ? counts : null;
    },
  );
}

it('two bots see and hear each other through the server, and lose nothing', async () => {
  const room = { url: server.url, room: 'bots-two' };
  const ana = await bots.join({ ...everything, ...room, name: 'Ana' });
  const ben = await bots.join({ ...everything, ...room, name: 'Ben' });
  await ana.speak(-30);
  for (const bot of [ana, ben]) {
    const { received } = await counted(
      bot,
      (counts) => counts.received.video.frames > 45 && counts.received.audio.packets > 3,
    );
    expect(received.video.keyFrames).toBeGreaterThan(0);
    expect(received.video.lost + received.audio.lost).toBe(0);
  }
});

it('who comes later asks for a key frame, and begins with one', async () => {
  const room = { url: server.url, room: 'bots-late' };
  const ana = await bots.join({ ...everything, ...room, name: 'Ana' });
  await counted(ana, ({ sent }) => sent.video.packets > 100);
  const ben = await bots.join({ server: 'hangouts', ...room, name: 'Ben' });
  const { received } = await counted(ben, (counts) => counts.received.video.frames > 0);
  expect(received.video.keyFrames).toBeGreaterThan(0);
  await counted(ana, ({ sent }) => sent.video.keyFrames > 0);
});

it('a viewer is raised to the largest layer, and lowered when that is no longer sent', async () => {
  const room = { url: server.url, room: 'bots-layers' };
  const ana = await bots.join({ ...everything, ...room, name: 'Ana' });
  const ben = await bots.join({ server: 'hangouts', ...room, name: 'Ben' });
  const rate = () => frameSize(ben);
  await until('frames of the largest layer', async () => ((await rate()) > 8_000 ? true : null));
  await ana.send({ layers: 1, microphone: true });
  await until('frames of the smallest layer', async () => ((await rate()) < 2_500 ? true : null));
  await ana.send({ layers: 3, microphone: true });
  await until('frames of the largest layer again', async () => ((await rate()) > 8_000 ? true : null));
});

/** How many bytes the next few frames have, each. */
async function frameSize(bot: BotHandle): Promise<number> {
  const before = await counted(bot, () => true);
  const { received } = await counted(
    bot,
    (counts) => counts.received.video.frames > before.received.video.frames + 10,
  );
  const frames = received.video.frames - before.received.video.frames;
  return (received.video.bytes - before.received.video.bytes) / frames;
}

it('a bot gets what it has in sight, in the size of the tile, and sends nothing that nobody has in sight', async () => {
  const room = { url: server.url, room: 'bots-sight' };
  const ana = await bots.join({ ...everything, ...room, name: 'Ana' });
  const ben = await bots.join({ ...everything, ...room, name: 'Ben' });
  const tile = { tiles: 1, first: 0, width: 320, height: 180 };
  await Promise.all([ana.look({ ...tile, tiles: 0 }), ben.look(tile)]);
  await until('frames of the smallest layer', async () => ((await frameSize(ben)) < 2_500 ? true : null));
  await until('no frames of Ben', async () => {
    const [before] = await bots.count([ben]);
    await frameSize(ben);
    const [after] = await bots.count([ben]);
    return after?.sent.video.packets === before?.sent.video.packets ? true : null;
  });
  await ana.look({ ...tile, width: 1_280, height: 720 });
  await until('frames of the largest layer', async () => ((await frameSize(ana)) > 8_000 ? true : null));
});

it('a refused join is told, and leaves the other bots as they are', async () => {
  const ana = await bots.join({ ...everything, url: server.url, room: 'bots-refused', name: 'Ana' });
  const nobody = { ...everything, url: server.url, room: 'no such room!', name: 'Ben' };
  await expect(bots.join(nobody)).rejects.toThrow();
  const unreachable = { ...everything, url: 'http://localhost:1', room: 'bots-refused', name: 'Cem' };
  await expect(bots.join(unreachable)).rejects.toThrow();
  const before = await counted(ana, () => true);
  await counted(ana, ({ sent }) => sent.video.packets > before.sent.video.packets);
});

it('the process of bots ends by itself, with bots in rooms', async () => {
  const room = { url: server.url, room: 'bots-end' };
  await bots.joinAll(['Ana', 'Ben', 'Cem'].map((name) => ({ ...everything, ...room, name })));
  await bots.stop();
  await until('an empty room', async () =>
    (await server.metric('hangouts_participants')) === 0 ? true : null,
  );
});
