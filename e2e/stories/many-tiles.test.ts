import { afterAll, beforeAll, expect, it } from 'vitest';
import { Caller } from '../support/caller.js';
import { ANA, BEN } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { faults } from '../support/faults.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/** Holds six people a page. */
const WINDOW = { width: 800, height: 600 };
const GUESTS = Array.from({ length: 11 }, (_, index) => `Guest ${index + 1}`);

let server: TestServer;
let chromium: ChromiumBrowser;
let tab: ChromiumTab;
let ana: Person;
let guests: Caller[];

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
  tab = await chromium.tab(WINDOW);
  ana = Person.at(tab, 'Ana', ANA);
  await ana.joins(`${server.url}/r/party`);
  guests = [];
  // Pages without cameras, and without browsers: they only have to be there. One after the other, in their order.
  for (const name of GUESTS) guests.push((await Caller.joined(server.url, 'party', name)).caller);
});

afterAll(async () => {
  for (const guest of guests) guest.leave();
  await chromium.close();
  await server.stop();
});

interface Box {
  x: number;
  y: number;
  width: number;
}

/** Where somebody's tile stands, once it stands still. */
async function placeOf(name: string): Promise<Box> {
  let last = '';
  return until(`the tile of ${name} stands still`, async () => {
    const box = await tab.run((wanted) => {
      const tile = document.querySelector(`[data-source=camera][data-name="${wanted}"]`);
      const { x = 0, y = 0, width = 0 } = tile?.getBoundingClientRect() ?? {};
      return { x, y, width };
    }, name);
    const words = JSON.stringify(box);
    const still = words === last && box.width > 0;
    last = words;
    return still ? box : null;
  });
}

/** Waits until somebody's tile stands in this corner of the pictures. */
async function floatsAt(name: string, side: 'left' | 'right', end: 'top' | 'bottom'): Promise<void> {
  await until(`the tile of ${name} floats at the ${end} ${side}`, async () => {
    const box = await placeOf(name);
    const here = box.x < WINDOW.width / 3 ? 'left' : 'right';
    return here === side && (box.y < WINDOW.height / 3 ? 'top' : 'bottom') === end ? true : null;
  });
}

async function chooses(layout: 'Grid' | 'Speaker'): Promise<void> {
  await tab.click('button', 'Layout');
  await tab.click('menuitemradio', layout);
}

/** What Ana, as the host, decides in the list of people. */
async function decides(name: string, what: string): Promise<void> {
  await ana.switches('People', true);
  await tab.click('button', `Options for ${name}`);
  await tab.click('menuitem', what);
  await ana.switches('People', false);
}

/** Remembers the elements of the own video and of a tile in the page, to know them again. */
function markElements(name: string): void {
  for (const element of document.querySelectorAll<HTMLElement>('video, [data-participant]')) {
    const tile = element.closest<HTMLElement>('[data-participant]');
    if (tile?.dataset['self'] === 'true' || tile?.dataset['name'] === name)
      element.dataset['marked'] = 'true';
  }
}

/** How many of those elements are still there. */
function markedElements(): number {
  return document.querySelectorAll('[data-marked]').length;
}

it('what does not fit stands on other pages, and who speaks there is brought into sight', async () => {
  await ana.reads(/Page 1 of 2/);
  await ana.seesTilesOf(...GUESTS.slice(0, 5), 'Ana');
  await tab.click('button', 'Next page');
  await ana.reads(/Page 2 of 2/);
  await ana.seesTilesOf(...GUESTS.slice(5));
  await tab.click('button', 'Previous page');
  await ana.seesTilesOf(...GUESTS.slice(0, 5), 'Ana');
  const before = await Promise.all(GUESTS.slice(0, 4).map(placeOf));

  const chair = await startChromium({ looks: BEN });
  try {
    const ben = await Person.in(chair, 'Ben', BEN, { width: 320, height: 240 });
    await ben.tab.open(`${server.url}/r/party?name=Ben&join=now&mic=on&cam=off`);
    await ana.reads(/Page 1 of 3/);
    await ana.seesTilesOf(...GUESTS.slice(0, 4), 'Ben', 'Ana');
    expect(await Promise.all(GUESTS.slice(0, 4).map(placeOf))).toEqual(before);
    await ben.leaves();
  } finally {
    await chair.close();
  }
  await ana.reads(/Page 1 of 2/);
});

it('who is pinned is large, and no picture is made anew for it', async () => {
  await tab.run(markElements, 'Guest 1');
  const marked = await tab.run(markedElements, null);
  expect(marked).toBe(3);
  const small = await placeOf('Guest 1');

  await tab.click('button', 'Pin Guest 1');
  await until('Guest 1 is large', async () =>
    (await placeOf('Guest 1')).width > small.width * 1.5 ? true : null,
  );
  await tab.click('button', 'Pin Guest 2');
  await until('both have half of it', async () =>
    (await placeOf('Guest 2')).width === (await placeOf('Guest 1')).width ? true : null,
  );
  await tab.click('button', 'Unpin Guest 1');
  await tab.click('button', 'Unpin Guest 2');
  await ana.reads(/Page 1 of 2/);
  expect(await tab.run(markedElements, null)).toBe(marked);
});

it('a host puts somebody into the spotlight for everybody, and ends it', async () => {
  const [guest] = guests;
  const before = await ana.tiles();
  const small = await placeOf('Guest 1');
  await decides('Guest 11', 'Spotlight for everyone');
  await ana.reads(/Guest 11 is in the spotlight/);
  await ana.tileSays('Guest 11', /In the spotlight/);
  await until('Guest 11 is large', async () =>
    (await placeOf('Guest 11')).width > small.width * 1.5 ? true : null,
  );
  const participant = await ana.idOf('Guest 11');
  expect(await guest?.notice('room:spotlight')).toEqual({ participant });
  await tab.click('button', 'End spotlight on Guest 11');
  await ana.seesTilesOf(...before);

  await decides('Ana', 'Spotlight for everyone');
  await ana.reads(/You are in the spotlight/);
  await ana.tileSays('Ana', /In the spotlight/);
  await decides('Ana', 'End spotlight');
  await ana.reads(/You are no longer in the spotlight/);
});

it('in speaker view one is large, oneself floats and goes to any corner; both are remembered', async () => {
  await chooses('Speaker');
  await floatsAt('Ana', 'right', 'bottom');
  expect(await tab.run(markedElements, null)).toBe(3);
  const large = await placeOf('Guest 1');
  const own = await placeOf('Ana');
  expect(large.width).toBeGreaterThan(own.width * 2);

  const move = tab.page.getByRole('button', { name: 'Move your picture' });
  await move.focus();
  await tab.page.keyboard.press('ArrowUp');
  await tab.page.keyboard.press('ArrowLeft');
  await floatsAt('Ana', 'left', 'top');

  const from = await placeOf('Ana');
  await tab.page.mouse.move(from.x + 60, from.y + 70);
  await tab.page.mouse.down();
  await tab.page.mouse.move(from.x + 90, from.y + 390, { steps: 4 });
  await tab.page.mouse.up();
  await floatsAt('Ana', 'left', 'bottom');
  expect(await tab.run(markedElements, null)).toBe(3);

  expect(await faults(tab)).toEqual([]);

  await tab.reload();
  await ana.comesBackIn();
  await floatsAt('Ana', 'left', 'bottom');
  await chooses('Grid');
  await ana.reads(/Page 1 of 2/);
});

it('on a telephone a finger turns the pages, and finds the buttons of a picture', async () => {
  const phone = await chromium.tab({ width: 390, height: 844 });
  const fingers = await phone.fingers();
  const ben = Person.at(phone, 'Ben', BEN);
  await ben.joins(`${server.url}/r/party`);
  await ben.reads(/Page 1 of 2/);
  await fingers.swipe({ x: 330, y: 400 }, { x: 90, y: 410 });
  await ben.reads(/Page 2 of 2/);
  await fingers.swipe({ x: 90, y: 400 }, { x: 330, y: 410 });
  await ben.reads(/Page 1 of 2/);

  const pin = phone.page.getByRole('button', { name: 'Pin Guest 1', exact: true });
  const canBeTouched = () => pin.evaluate((button) => getComputedStyle(button).pointerEvents !== 'none');
  expect(await canBeTouched()).toBe(false);
  await fingers.tap({ x: 100, y: 150 });
  expect(await canBeTouched()).toBe(true);
  const at = await pin.boundingBox();
  await fingers.tap({ x: (at?.x ?? 0) + 10, y: (at?.y ?? 0) + 10 });
  await phone.page.getByRole('button', { name: 'Unpin Guest 1', exact: true }).waitFor();
  await ben.leaves();
  await phone.close();
});

it('a call in a window of its own has the pictures and the switches, and goes with the call', async () => {
  const opened = tab.page.context().waitForEvent('page');
  await tab.click('button', 'Picture in picture');
  const small = await opened;
  await small.getByRole('button', { name: 'Microphone' }).click();
  await until('the microphone is off in both', async () =>
    (await ana.isOn('Microphone')) === false ? true : null,
  );
  expect(await small.locator('[data-participant]').count()).toBeGreaterThan(0);
  const closed = small.waitForEvent('close');
  await small.getByRole('button', { name: 'Leave' }).click();
  await closed;
  await ana.reads(/You left the hangout/);
});
