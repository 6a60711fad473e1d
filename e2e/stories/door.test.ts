import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANA, BEN } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let chromium: ChromiumBrowser;

beforeAll(async () => {
  [server, chromium] = await Promise.all([
    TestServer.start({ ROOM_LIMIT: '2' }),
    startChromium({ looks: ANA }),
  ]);
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

describe('from the first page into a room', () => {
  it('a hangout is started with one click, and its link leads others in', async () => {
    const ana = await Person.in(chromium, 'Ana', ANA);
    await ana.tab.open(server.url);
    await ana.tab.click('button', 'Start a hangout');
    await ana.entersAs('Ana');
    const link = ana.tab.url();
    expect(new URL(link).pathname).toMatch(/^\/r\/[a-z-]+$/);

    const ben = await Person.in(chromium, 'Ben', BEN);
    await ben.joins(link);
    await ana.seesTilesOf('Ana', 'Ben');
    await Promise.all([ana.tab.close(), ben.tab.close()]);
  });

  it('a hangout that one was in stands on the first page, until it is forgotten', async () => {
    const ana = await Person.in(chromium, 'Ana', ANA);
    await ana.joins(`${server.url}/r/book-club`);
    await ana.leaves();
    await ana.tab.open(server.url);
    await ana.tab.click('link', 'book-club this minute');
    await ana.reads(/Join now/);
    await ana.tab.open(server.url);
    await ana.tab.click('button', 'Forget book-club');
    await ana.readsNoMore(/book-club/);
    await ana.tab.close();
  });

  it('a hangout is opened by its name, written as people write', async () => {
    const ana = await Person.in(chromium, 'Ana', ANA);
    await ana.tab.open(server.url);
    await ana.tab.fill('Name or link of a hangout', 'Our Kitchen');
    await ana.tab.press('Enter');
    await ana.reads(/Join now/);
    expect(new URL(ana.tab.url()).pathname).toBe('/r/our-kitchen');
    await ana.tab.close();
  });

  it('a link that is no room says so', async () => {
    const ana = await Person.in(chromium, 'Ana', ANA);
    await ana.tab.open(`${server.url}/r/${'x'.repeat(80)}`);
    await ana.reads(/at most 60/);
    await ana.tab.close();
  });
});

describe('the lobby', () => {
  it('lets nobody in without a name, and remembers the one that was given', async () => {
    const ana = await Person.in(chromium, 'Ana', ANA);
    await ana.tab.open(`${server.url}/r/named`);
    await ana.reads(/Join now/);
    expect(await ana.canPress('Join now')).toBe(false);
    await ana.tab.fill('Your name', 'Ana\u202e');
    expect(await ana.canPress('Join now')).toBe(false);
    await ana.entersAs('Ana');
    await ana.leaves();
    await ana.tab.open(`${server.url}/r/named-again`);
    await ana.tab.click('button', 'Join now');
    await ana.seesTilesOf('Ana');
    await ana.tab.close();
  });

  it('the link can bring name and devices with it, and skip the lobby', async () => {
    const ana = await Person.in(chromium, 'Ana', ANA);
    await ana.tab.open(`${server.url}/r/quick?name=Ana&join=now&mic=off&cam=on`);
    await ana.isInCall();
    expect(await ana.isOn('Microphone')).toBe(false);
    await ana.seesMoving(ana);
    await ana.tab.close();
  });

  it('a full hangout says so, and lets somebody in when there is a seat', async () => {
    const ana = await Person.in(chromium, 'Ana', ANA);
    const ben = await Person.in(chromium, 'Ben', BEN);
    const cem = await Person.in(chromium, 'Cem', BEN);
    await ana.joins(`${server.url}/r/small?cam=off`);
    await ben.joins(`${server.url}/r/small?cam=off`);
    await cem.tab.open(`${server.url}/r/small?cam=off`);
    await cem.reads(/This hangout is full/);
    await ben.leaves();
    await ana.seesTilesOf('Ana');
    await cem.entersAs('Cem');
    await ana.seesTilesOf('Ana', 'Cem');
    await Promise.all([ana, ben, cem].map(({ tab }) => tab.close()));
  });
});

describe('the host', () => {
  it('can remove somebody, who is told and stays out', async () => {
    const ana = await Person.in(chromium, 'Ana', ANA);
    const ben = await Person.in(chromium, 'Ben', BEN);
    await ana.joins(`${server.url}/r/hosted?cam=off`);
    await ben.joins(`${server.url}/r/hosted?cam=off`);
    await ana.switches('People', true);
    await ana.tab.click('button', 'Options for Ben');
    await ana.tab.click('menuitem', 'Remove');
    await ana.tab.click('button', 'Remove');
    await ben.reads(/The host removed you from this hangout/);
    await ana.seesTilesOf('Ana');
    await ben.tab.reload();
    await ben.tab.click('button', 'Join now');
    await ben.reads(/You cannot come in/);
    await Promise.all([ana.tab.close(), ben.tab.close()]);
  });
});
