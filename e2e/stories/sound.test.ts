import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let first: ChromiumBrowser;
let strict: ChromiumBrowser;

beforeAll(async () => {
  [server, first, strict] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN, autoplay: false, grants: ['camera', 'microphone'] }),
  ]);
});

afterAll(async () => {
  await Promise.all([first.close(), strict.close()]);
  await server.stop();
});

it('where the browser plays no sound before a click, one button turns it on', async () => {
  const ana = await Person.in(first, 'Ana', ANA);
  const ben = await Person.in(strict, 'Ben', BEN);
  await ana.joins(`${server.url}/r/quiet`);
  // Straight into the call, nothing clicked; and a page that records is allowed to play, so this one does not.
  await ben.tab.open(`${server.url}/r/quiet?name=Ben&join=now&mic=off&cam=off`);
  await ben.isInCall();
  await ben.seesMoving(ana);
  await ben.reads(/Turn on sound/);
  await ben.hearsNothingOf(ana);

  await ben.tab.click('button', 'Turn on sound');
  await ben.hears(ana);
  expect(await ben.words()).not.toMatch(/Turn on sound/);
});

it('who presses "Join now" hears at once', async () => {
  const ana = await Person.in(first, 'Ana', ANA);
  const ben = await Person.in(strict, 'Ben', BEN);
  await ana.joins(`${server.url}/r/clicked`);
  await ben.joins(`${server.url}/r/clicked`);
  await ben.hears(ana);
  expect(await ben.words()).not.toMatch(/Turn on sound/);
});
