import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN, CEM, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';

let server: TestServer;
let chromiums: ChromiumBrowser[];
let firefox: Browser;
let people: Person[];

beforeAll(async () => {
  [server, firefox, ...chromiums] = await Promise.all([
    TestServer.start(),
    startFirefox(FAY),
    ...[ANA, BEN, CEM].map((looks) => startChromium({ looks })),
  ]);
  const [first, second, third] = chromiums;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three browsers');
  people = [
    await Person.in(first, 'Ana', ANA),
    await Person.in(second, 'Ben', BEN),
    await Person.in(third, 'Cem', CEM),
    await Person.in(firefox, 'Fay', FAY),
  ];
});

afterAll(async () => {
  await Promise.all([firefox, ...chromiums].map((browser) => browser.close()));
  await server.stop();
});

/** Each sees three pictures that move, and hears three voices. */
async function everybodySeesAndHearsEverybody(): Promise<void> {
  const seesAndHears = async (person: Person) => {
    const others = people.filter((other) => other !== person);
    for (const other of others) await person.seesMoving(other);
    await person.hears(...others);
  };
  await Promise.all(people.map(seesAndHears));
}

it('three in Chromium and one in Firefox see and hear each other, also after the server was killed', async () => {
  for (const person of people) await person.joins(`${server.url}/r/four`);
  await everybodySeesAndHearsEverybody();
  const [ana] = people;
  const seats = await Promise.all(people.map(({ name }) => ana?.idOf(name)));

  await server.kill();
  await Promise.all(people.map((person) => person.isConnection('reconnecting')));
  await server.restart();
  await Promise.all(people.map((person) => person.isConnection('connected')));

  await everybodySeesAndHearsEverybody();
  expect(await Promise.all(people.map(({ name }) => ana?.idOf(name)))).toEqual(seats);
});
