/** What else people do with a chat than write to everybody: privately, again, with names, pictures and old words. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/** A picture of one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let server: TestServer;
let chromium: ChromiumBrowser;
let hanasTab: ChromiumTab;
let anasTab: ChromiumTab;
let bensTab: ChromiumTab;
/** The host. */
let hana: Person;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
  [hanasTab, anasTab, bensTab] = [await chromium.tab(), await chromium.tab(), await chromium.tab()];
  hana = Person.at(hanasTab, 'Hana', ANA);
  ana = Person.at(anasTab, 'Ana', BEN);
  ben = Person.at(bensTab, 'Ben', FAY);
  for (const person of [hana, ana, ben]) await person.joins(`${server.url}/r/lounge?cam=off&mic=off`);
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

beforeEach(async () => {
  for (const person of [hana, ana, ben]) await person.switches('Chat', true);
});

it('two write to each other alone, begun from the list of people, and a host sees nothing of it', async () => {
  await ana.switches('People', true);
  await anasTab.click('button', 'Options for Ben');
  await anasTab.click('menuitem', 'Message privately');
  await ana.writes('Between us');
  await ben.reads(/Only to you[^]*Between us/);
  await ana.reads(/Only to Ben[^]*Between us/);
  await ben.chooses('Reply', 'Between us');
  await bensTab.fill('Message', 'Our secret');
  await bensTab.press('Enter');
  await ana.reads(/Our secret/);
  await anasTab.select('To', 'Everyone');
  await ana.writes('For all to read');
  await hana.reads(/For all to read/);
  expect(await hana.words()).not.toMatch(/Between us|Our secret/);
  await bensTab.select('To', 'Everyone');
  // After a reload it is still there, for the two.
  await bensTab.reload();
  await ben.comesBackIn();
  await ben.switches('Chat', true);
  await ben.reads(/Between us[^]*Our secret[^]*For all to read/);
});

it('a message is answered, changed and taken back, and the answer still makes sense', async () => {
  await ana.writes('Lunch at noon?');
  await ben.chooses('Reply', 'Lunch at noon?');
  await ben.reads(/Reply to Ana/);
  await bensTab.fill('Message', 'With pleasure');
  await bensTab.press('Enter');
  await hana.reads(/Ana\s+Lunch at noon\?\s+With pleasure/);
  await ana.chooses('Edit', 'Lunch at noon?');
  await anasTab.fill('Message', 'Lunch at **one**?');
  await anasTab.click('button', 'Save');
  await hana.reads(/Lunch at one\?\s+edited/);
  await hana.reads(/Ana\s+Lunch at one\?\s+With pleasure/);
  await ana.chooses('Delete', 'edited');
  await ana.reads(/It is gone for everybody/);
  await anasTab.click('button', 'Delete');
  await ben.reads(/Message deleted/);
  await ben.readsNoMore(/Lunch at one/);
  await ben.reads(/With pleasure/);
});

it('a host deletes what others wrote; they cannot', async () => {
  await ben.writes('Something rude');
  await hana.chooses('Delete', 'Something rude');
  await hanasTab.click('button', 'Delete');
  await ana.reads(/A host deleted this message/);
  await ana.readsNoMore(/Something rude/);
});

it('who is mentioned hears of it with the chat closed, and sees where they had left off', async () => {
  await ben.switches('Chat', false);
  await anasTab.fill('Message', 'Ready, @Be');
  await ana.findsNamed('option', 'Ben');
  await anasTab.press('Enter');
  await until('the name is whole', () =>
    anasTab.run(
      () => (document.querySelector('textarea')?.value === 'Ready, @Ben ' ? (true as const) : null),
      null,
    ),
  );
  await anasTab.press('Enter');
  await ben.reads(/Ana mentions you: Ready, @Ben/);
  await ben.buttonSays('Chat', /1 unread message/);
  await ben.switches('Chat', true);
  // It is no news any more.
  expect(await ben.words()).not.toMatch(/mentions you/);
  await ben.reads(/New messages[^]*Ready, @Ben/);
  expect(
    await bensTab.run(() => document.querySelectorAll('[role=log] [data-mentioned=true]').length, null),
  ).toBe(1);
});

it('an emoji is found by what it is called and put where one was writing', async () => {
  await anasTab.fill('Message', 'Well done ');
  await anasTab.click('button', 'Emoji');
  await ana.findsNamed('button', 'grinning face');
  await anasTab.fill('Search emoji', 'party popper');
  await anasTab.press('Enter');
  await anasTab.press('Escape');
  await anasTab.click('button', 'Send');
  await ben.reads(/Well done 🎉/);
});

it('pictures and a text are pasted and dropped, looked at, taken away, and go with a caption', async () => {
  await anasTab.run(give, {
    on: 'textarea',
    how: 'paste' as const,
    names: ['pasted.png', 'pasted.txt'],
    pixel: PIXEL,
  });
  await ana.findsNamed('button', 'Remove pasted.txt');
  // What is a picture is seen before it goes, and what is none is not shown as one.
  await until('the pasted picture is seen before it goes', () => anasTab.run(previews, ['pasted.png']));
  // Onto the stage, which opens the chat.
  await ana.switches('Chat', false);
  await anasTab.run(give, {
    on: '[data-participant]',
    how: 'drop' as const,
    names: ['dropped.png', 'other.png'],
    pixel: PIXEL,
  });
  await ana.findsNamed('button', 'Remove dropped.png');
  await anasTab.click('button', 'Remove other.png');
  await until('both pictures are seen before they go', () =>
    anasTab.run(previews, ['dropped.png', 'pasted.png']),
  );
  await anasTab.fill('Message', 'Two of a kind');
  await anasTab.click('button', 'Send');
  await ben.reads(/Two of a kind/);
  await until('both pictures are seen', () =>
    bensTab.run(() => {
      const images = [...document.querySelectorAll<HTMLImageElement>('[role=log] img')];
      const drawn = images.filter(({ naturalWidth }) => naturalWidth > 0).map(({ alt }) => alt);
      return drawn.toSorted().join() === 'dropped.png,pasted.png' ? (true as const) : null;
    }, null),
  );
  expect(await ben.words()).not.toMatch(/other\.png/);
  expect((await bensTab.download('Download pasted.txt')).toString('utf8')).toBe('pasted.txt');
});

it('old words are found and gone to, and all of it is saved as a text', async () => {
  await anasTab.click('button', 'Search messages');
  const found = (index: number) =>
    anasTab.page.getByRole('list', { name: 'Messages found' }).getByRole('button').nth(index);
  await anasTab.fill('Search for', 'between us');
  await until('what is private is found as such', async () =>
    /Only to Ben[^]*Between us/.test(await found(0).innerText()) ? true : null,
  );
  await anasTab.fill('Search for', 'PLEASURE');
  await until('what is for all is found as such', async () => {
    const words = await found(0).innerText();
    return words.includes('With pleasure') && !words.includes('Only to') ? true : null;
  });
  await ana.findsNamed('list', 'Messages found');
  await anasTab.run(() => document.querySelector<HTMLElement>('search li button')?.click(), null);
  await until('the message has the focus', () =>
    anasTab.run(
      () => (document.activeElement?.textContent?.includes('With pleasure') ? (true as const) : null),
      null,
    ),
  );
  const text = (await anasTab.download('Save the chat as text')).toString('utf8');
  expect(text).toMatch(/Ana \(only to Ben\)\nBetween us\n/);
  // Of what was deleted nothing is left in the answer to it either.
  expect(text).toMatch(/Message deleted\n[^]*> Ana: \nWith pleasure\n/);
  expect(text).toContain('A host deleted this message.');
  expect(text).toContain('File: pasted.png');
  const hanas = (await hanasTab.download('Save the chat as text')).toString('utf8');
  expect(hanas).toContain('For all to read');
  expect(hanas).not.toMatch(/Between us|Our secret/);
});

it('a host says that nothing is kept, and who comes then sees nothing from before', async () => {
  await hana.switches('People', true);
  await hanasTab.click('button', 'Host controls');
  await hanasTab.select('Keep the chat', 'Not: who comes late sees nothing from before');
  await hanasTab.click('button', 'Done');
  const late = await Person.in(chromium, 'Late', FAY);
  await late.joins(`${server.url}/r/lounge?cam=off&mic=off`);
  await late.switches('Chat', true);
  await late.reads(/Nothing written yet[^]*Who comes later does not/);
  await ana.writes('Welcome, Late');
  await late.reads(/Welcome, Late/);
  expect(await late.words()).not.toMatch(/For all to read/);
});

it('on a telephone one chooses an emoji at once: no keyboard comes up over them', async () => {
  const tab = await chromium.tab({ width: 390, height: 844 });
  await tab.fingers();
  const pia = Person.at(tab, 'Pia', FAY);
  await pia.joins(`${server.url}/r/lounge?cam=off&mic=off`);
  await pia.switches('Chat', true);
  await tab.click('button', 'Emoji');
  await until('the first emoji has the focus', () =>
    tab.run(
      () => (document.activeElement?.getAttribute('aria-label') === 'grinning face' ? (true as const) : null),
      null,
    ),
  );
  await tab.press('Enter');
  await tab.press('Escape');
  await tab.click('button', 'Send');
  await ana.reads(/😀/);
  await tab.close();
});

interface Giving {
  on: string;
  how: 'paste' | 'drop';
  names: readonly string[];
  pixel: string;
}

/**
 * Whether exactly these of the files that go with the message are drawn as pictures, and all others by a sign; null where
 * they are not. Runs in the page.
 */
function previews(names: readonly string[]): true | null {
  const files = [...document.querySelectorAll('[aria-label="Attached files"] li')];
  const drawn = files
    .filter((file) => (file.querySelector('img')?.naturalWidth ?? 0) > 0)
    .map((file) => file.querySelector('bdi')?.textContent);
  const signs = files.filter(
    (file) => file.querySelector('img') === null && file.querySelector('svg') !== null,
  );
  const all = drawn.length + signs.length === files.length;
  return all && drawn.toSorted().join() === names.toSorted().join() ? true : null;
}

/** Pastes or drops files: by their names pictures, or texts that hold their own name. Runs in the page. */
function give({ on, how, names, pixel }: Giving): void {
  const bytes = Uint8Array.from(atob(pixel), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  for (const name of names) {
    const isPicture = name.endsWith('.png');
    data.items.add(
      new File([isPicture ? bytes : name], name, { type: isPicture ? 'image/png' : 'text/plain' }),
    );
  }
  const target = document.querySelector(on);
  if (how === 'paste') {
    target?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
    return;
  }
  for (const type of ['dragover', 'drop']) {
    target?.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}
