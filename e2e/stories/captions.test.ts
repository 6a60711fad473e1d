import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { endHearing, hear, listeningIn, putRecogniser } from '../support/speech.js';
import { until } from '../support/until.js';

let server: TestServer;
let chromium: ChromiumBrowser;
let other: ChromiumBrowser;

beforeAll(async () => {
  [server, chromium, other] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
  ]);
});

afterAll(async () => {
  await Promise.all([chromium.close(), other.close()]);
  await server.stop();
});

async function listens(who: Person, languages: readonly string[]): Promise<void> {
  await until(`the browser of ${who.name} listens in ${JSON.stringify(languages)}`, async () =>
    JSON.stringify(await who.tab.run(listeningIn, null)) === JSON.stringify(languages) ? true : null,
  );
}

/** The lines of the log that screen readers have. */
function logOf({ page }: ChromiumTab): Promise<string[]> {
  return page.getByRole('log', { name: 'Captions' }).getByRole('listitem').allInnerTexts();
}

async function choosesInMore({ tab }: Person, item: string): Promise<void> {
  await tab.click('button', 'More');
  await tab.click('menuitemcheckbox', item);
}

it('what somebody says is read by whoever wants to, while they speak and as it stays', async () => {
  const [tab, bens] = await Promise.all([chromium.tab(), other.tab()]);
  await tab.prepare(putRecogniser, null);
  const [ana, ben] = [Person.at(tab, 'Ana', ANA), Person.at(bens, 'Ben', BEN)];
  const room = `${server.url}/r/captions`;
  await ana.joins(room);
  await ben.joins(room);
  await ana.seesMoving(ben);
  await choosesInMore(ben, 'Captions');
  await ben.reads(/What others say appears here/u);

  // Asked first, and told where the sound may go.
  await choosesInMore(ana, 'Caption what I say');
  await ana.reads(/may send the sound of your microphone to its maker/u);
  await tab.click('button', 'Cancel');
  await listens(ana, []);
  await choosesInMore(ana, 'Caption what I say');
  await tab.click('button', 'Caption me');
  await listens(ana, ['en-US']);

  await tab.run(hear, { index: 0, text: 'Good mor', final: false });
  await ben.reads(/Ana\s*Good mor/u);
  expect(await logOf(bens)).toEqual([]);
  await tab.run(hear, { index: 0, text: 'Good morning, <b>everybody</b>.', final: true });
  await ben.reads(/Good morning, <b>everybody<\/b>\./u);
  await until('the log has the line', async () =>
    (await logOf(bens)).join() === 'Ana: Good morning, <b>everybody</b>.' ? true : null,
  );
  expect(await bens.page.locator('[lang=en-US]').count()).toBeGreaterThan(0);

  // Browsers end by themselves; what is said next is another line.
  await tab.run(endHearing, null);
  await listens(ana, ['en-US']);
  await tab.run(hear, { index: 0, text: 'Shall we begin?', final: true });
  await ben.reads(/everybody<\/b>\.\s*Ana\s*Shall we begin\?/u);

  // Nobody listens to who is muted, whatever the browser still has to say.
  await ana.switches('Microphone', false);
  await listens(ana, []);
  await tab.run(hear, { index: 1, text: 'Secret', final: true });
  await ana.switches('Microphone', true);
  await listens(ana, ['en-US']);
  await tab.run(hear, { index: 0, text: 'Here I am.', final: true });
  await ben.reads(/Here I am\./u);
  expect(await ben.words()).not.toMatch(/Secret/u);

  // As large as one needs it.
  const size = () =>
    bens.page
      .getByText('Here I am.')
      .last()
      .evaluate((line) => Number.parseFloat(getComputedStyle(line).fontSize));
  const before = await size();
  await bens.click('button', 'Settings');
  await bens.click('radio', 'Large');
  await bens.click('button', 'Done');
  expect(await size()).toBeGreaterThan(before);

  // Who speaks another language than the page's says so, and is heard in it at once, also after a reload.
  await tab.click('button', 'Settings');
  await tab.select('Language you speak', 'Macedonian');
  await tab.click('button', 'Done');
  await listens(ana, ['mk-MK']);
  await tab.run(hear, { index: 0, text: 'Добро утро.', final: true });
  await ben.reads(/Добро утро\./u);
  expect(await bens.page.locator('[lang=mk-MK]').count()).toBeGreaterThan(0);
  await tab.reload();
  await ana.comesBackIn();
  await choosesInMore(ana, 'Caption what I say');
  await tab.click('button', 'Caption me');
  await listens(ana, ['mk-MK']);

  // It is read in the small window too.
  const opened = bens.page.context().waitForEvent('page');
  await bens.click('button', 'Picture in picture');
  const small = await opened;
  await small.getByText('What others say appears here').waitFor();
  await tab.run(hear, { index: 0, text: 'Се гледаме?', final: true });
  await small.getByText('Се гледаме?').waitFor();
  await bens.click('button', 'Picture in picture');

  // It is said where it cannot be, and switched off.
  await tab.run(endHearing, 'not-allowed');
  await ana.reads(/Your browser does not allow what you say to be captioned/u);
  await listens(ana, []);
  await Promise.all([tab.close(), bens.close()]);
});

it('who comes back, or goes to another hangout, is asked again before anything is written down', async () => {
  const tab = await chromium.tab();
  await tab.prepare(putRecogniser, null);
  const ana = Person.at(tab, 'Ana', ANA);
  const asksToBeCaptioned = async () => {
    await choosesInMore(ana, 'Caption what I say');
    await ana.reads(/may send the sound of your microphone to its maker/u);
    await listens(ana, []);
    await tab.click('button', 'Caption me');
    await listens(ana, ['en-US']);
  };
  await ana.joins(`${server.url}/r/captions-once`);
  await asksToBeCaptioned();

  await ana.leaves();
  await listens(ana, []);
  await tab.click('button', 'Rejoin');
  await ana.isInCall();
  await asksToBeCaptioned();

  await ana.leaves();
  await tab.click('button', 'Home');
  await tab.fill('Name or link of a hangout', 'captions-elsewhere');
  await tab.click('button', 'Open');
  await ana.entersAs('Ana');
  await asksToBeCaptioned();
  await tab.close();
});

it('a browser that writes nothing down says so, and still shows what others say', async () => {
  const tab = await chromium.tab();
  await tab.prepare(() => {
    Object.assign(globalThis, { SpeechRecognition: undefined, webkitSpeechRecognition: undefined });
  }, null);
  const ana = Person.at(tab, 'Ana', ANA);
  await tab.open(`${server.url}/r/captions-unsupported`);
  await tab.click('button', 'Settings');
  await ana.reads(/This browser cannot write down what you say/u);
  await tab.click('switch', 'Captions');
  await tab.click('button', 'Done');
  await ana.entersAs('Ana');
  await ana.reads(/What others say appears here/u);
  await tab.close();
});
