import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { longestGap, watchFrames } from '../support/senses.js';
import { busiest, TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';

let server: TestServer;
let first: ChromiumBrowser;
let second: ChromiumBrowser;
let firefox: Browser;

beforeAll(async () => {
  [server, first, second, firefox] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
    startFirefox(FAY),
  ]);
});

afterAll(async () => {
  await Promise.all([first.close(), second.close(), firefox.close()]);
  await server.stop();
});

it('a media worker that is killed in the middle of a call is hardly noticed', async () => {
  const room = `${server.url}/r/resilient`;
  const ana = await Person.in(first, 'Ana', ANA);
  const ben = await Person.in(second, 'Ben', BEN);
  const fay = await Person.in(firefox, 'Fay', FAY);
  const people = [ana, ben, fay];
  for (const person of people) await person.joins(room);
  const views = people.flatMap((person) =>
    people.filter((other) => other !== person).map((other) => ({ person, other })),
  );
  await Promise.all(views.map(({ person, other }) => person.seesMoving(other)));

  const before = await Promise.all(views.map(({ person, other }) => person.trackOf(other)));
  for (const { person, other } of views) await person.tab.run(watchFrames, other.name);
  const workers = await server.workers();
  const carrier = await busiest(workers);
  process.kill(carrier, 'SIGKILL');

  await Promise.all(
    views.map(({ person, other }, index) => person.seesAnotherTrackOf(other, before[index] ?? null)),
  );
  await Promise.all(views.map(({ person, other }) => person.seesMoving(other)));
  const gaps = await Promise.all(views.map(({ person, other }) => person.tab.run(longestGap, other.name)));
  const told = views.map(({ person, other }, index) => `${person.name}←${other.name} ${gaps[index]} ms`);
  console.info(`worker killed; longest time without a frame: ${told.join(', ')}`);

  for (const person of people) await person.hears(...people.filter((other) => other !== person));
  const now = await server.workers();
  expect(now).toHaveLength(workers.length);
  expect(now).not.toContain(carrier);
  expect(await server.metric('hangouts_worker_deaths_total')).toBe(1);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});
