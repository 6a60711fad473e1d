import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Caller } from '../support/caller.js';
import { ANA, BEN } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { Keyboard } from '../support/keyboard.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let hosts: ChromiumBrowser;
let guests: ChromiumBrowser;
let tab: ChromiumTab;
let ana: Person;
let ben: Person;
let keys: Keyboard;
let folder: string;

beforeAll(async () => {
  [server, hosts, guests] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
  ]);
  tab = await hosts.tab();
  ana = Person.at(tab, 'Ana', ANA);
  ben = await Person.in(guests, 'Ben', BEN);
  keys = new Keyboard(tab);
  folder = await mkdtemp(join(tmpdir(), 'hangouts-files-'));
});

afterAll(async () => {
  await Promise.all([hosts.close(), guests.close()]);
  await server.stop();
  await rm(folder, { recursive: true });
});

/** What has the focus, by its label or its words. */
const focus = () =>
  tab.page.evaluate(() => {
    const focused = document.activeElement;
    return focused === document.body ? null : (focused?.getAttribute('aria-label') ?? focused?.textContent);
  });

const isAt = (name: RegExp) =>
  until(`the focus is at ${name}`, async () => (name.test((await focus()) ?? '') ? true : null));

const isAtHeading = (name: RegExp) =>
  until(`the focus is at the heading ${name}`, () =>
    tab.page.evaluate((words) => {
      const { activeElement } = document;
      return activeElement?.matches('h1') && new RegExp(words).test(activeElement.textContent) ? true : null;
    }, name.source),
  );

/** The words of the message that has the focus. */
const message = () =>
  tab.page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.matches('article') ? (activeElement as HTMLElement).innerText : null;
  });

/** Goes into the messages, and up from the newest until one says this. */
async function goesToMessage(words: RegExp): Promise<void> {
  await keys.goTo('log', 'Messages');
  const passed: (string | null)[] = [];
  for (let up = 0; up < 8; up += 1) {
    const before = await message();
    await keys.press('ArrowUp');
    await until('the next message has the focus', async () => ((await message()) === before ? null : true));
    passed.push(await message());
    if (words.test(passed.at(-1) ?? '')) return;
  }
  throw new Error(`no message says ${words}, but: ${passed.join(' | ')}`);
}

it('opens a hangout, gives a name, tries the camera’s button, and comes in', async () => {
  await tab.open(server.url);
  await ana.reads(/Start a hangout/);
  await keys.goTo('textbox', 'Name or link of a hangout');
  await keys.types('quiet-fox');
  await keys.press('Enter');
  await isAtHeading(/quiet-fox/);
  await keys.goTo('textbox', 'Your name');
  await keys.types('Ana');
  await keys.uses('button', 'Camera');
  await until('the camera is off', async () => ((await ana.isOn('Camera')) === false ? true : null));
  await keys.press('Enter');
  await until('the camera is on', async () => ((await ana.isOn('Camera')) === true ? true : null));
  await keys.uses('button', 'Join now');
  await ana.isInCall();
  await isAtHeading(/quiet-fox/);
  for (const on of [false, true]) {
    await keys.press('m');
    await until(`the microphone’s key acts: ${on}`, async () =>
      (await ana.isOn('Microphone')) === on ? true : null,
    );
  }
  await ben.joins(`${server.url}/r/quiet-fox`);
  await ana.seesMoving(ben);
});

it('chats', async () => {
  await keys.uses('button', 'Chat');
  await keys.goTo('textbox', 'Message');
  await keys.types('Hello Ben');
  await keys.press('Enter');
  await ben.switches('Chat', true);
  await ben.reads(/Hello Ben/);
  await ben.writes('Hello Ana');
  await ana.reads(/Hello Ana/);
  await keys.uses('button', 'Close chat');
  await until('the focus is on the button that opened the chat', async () =>
    (await focus()) === 'Chat' ? true : null,
  );
});

it('answers a message, follows what it answers, changes it, and writes privately', async () => {
  await keys.uses('button', 'Chat');
  await goesToMessage(/Hello Ana/);
  await keys.press('Enter');
  await keys.takes('Reply');
  await isAt(/^Message$/);
  await keys.types('Hello again');
  await keys.press('Enter');
  await ben.reads(/Hello again/);

  await goesToMessage(/Hello again/);
  await keys.uses('button', 'Go to the message of Ben');
  await until('the message that was answered has the focus', async () =>
    /Hello Ana/.test((await message()) ?? '') ? true : null,
  );
  await keys.press('ArrowDown');
  await until('the answer has the focus', async () =>
    /Hello again/.test((await message()) ?? '') ? true : null,
  );
  await keys.press('Shift+F10');
  await keys.takes('Edit');
  await isAt(/^Message$/);
  await keys.types(' and again');
  await keys.press('Enter');
  await ben.reads(/Hello again and again/);

  await goesToMessage(/^[^]*Hello Ana$/);
  await keys.uses('button', 'Actions for the message of Ben');
  await keys.takes('Message privately');
  await isAt(/^Message$/);
  await keys.types('Only for you');
  await keys.press('Enter');
  await ben.reads(/Only to you[^]*Only for you/);
});

it('opens a link and a file of a message, answers the file, and deletes what it wrote', async () => {
  const file = join(folder, 'list.txt');
  await writeFile(file, 'milk');
  await ben.tab.choose([file]);
  await ben.writes('See https://example.org/ and this');
  await ana.reads(/list\.txt/);

  await goesToMessage(/example\.org/);
  await keys.goTo('link', 'https://example.org/');
  await goesToMessage(/list\.txt/);
  await keys.goTo('button', 'Download list.txt');
  const saved = tab.saves();
  await keys.press('Enter');
  expect(String(await saved)).toBe('milk');
  await goesToMessage(/list\.txt/);
  await keys.press('ContextMenu');
  await ana.findsNamed('menuitem', 'Message privately');
  await keys.press('Escape');
  await until('the message has the focus again', async () =>
    /list\.txt/.test((await message()) ?? '') ? true : null,
  );
  await keys.press('Enter');
  await keys.takes('Reply');
  await isAt(/^Message$/);
  await keys.types('Thank you for the list');
  await keys.press('Enter');
  await ben.reads(/Thank you for the list/);

  await goesToMessage(/Thank you for the list/);
  await keys.press('Enter');
  await keys.takes('Delete');
  await ana.reads(/Delete this message\?/);
  await keys.uses('button', 'Delete');
  await ben.readsNoMore(/Thank you for the list/);
  await until('the keyboard goes on from what is left of the message', async () =>
    /Message deleted/.test((await message()) ?? '') ? true : null,
  );
  await keys.uses('button', 'Close chat');
});

it('raises a hand, sends a reaction', async () => {
  await keys.uses('button', 'Raise hand');
  await ben.tileSays('Ana', /Hand raised/);
  await keys.press('Enter');
  await ben.tileSaysNoMore('Ana', /Hand raised/);
  await keys.uses('button', 'Reactions');
  await ana.findsNamed('menuitem', 'Applause');
  for (const [key, at] of [
    ['End', 'Thank you'],
    ['ArrowRight', 'Thumbs up'],
    ['ArrowRight', 'Heart'],
    ['ArrowLeft', 'Thumbs up'],
    ['ArrowDown', 'Heart'],
    ['Home', 'Thumbs up'],
  ] as const) {
    await keys.press(key);
    await until(`${key} goes to ${at}`, async () => ((await focus()) === at ? true : null));
  }
  await keys.press('Escape');
  await until('the button has the focus again', async () => ((await focus()) === 'Reactions' ? true : null));
  await keys.press('Enter');
  await keys.takes('Applause');
  await ben.reads(/Applause/);
});

it('comes back to where it was from what is asked', async () => {
  for (const [item, says] of [
    ['Keyboard shortcuts', /Speak while it is held down/],
    ['End for everyone', /Everybody leaves at once/],
  ] as const) {
    await keys.uses('button', 'More');
    await keys.takes(item);
    await ana.reads(says);
    await keys.press('Escape');
    await ana.readsNoMore(says);
    await isAt(/^More$/);
  }
  await keys.uses('button', 'People');
  await keys.uses('button', 'Options for Ben');
  await keys.takes('Remove');
  await ana.reads(/Remove Ben\?/);
  await keys.uses('button', 'Cancel');
  await ana.readsNoMore(/Remove Ben\?/);
  await isAt(/^Options for Ben$/);
  // Who leaves takes the menu about them along.
  const eve = await Caller.joined(server.url, 'quiet-fox', 'Eve');
  await keys.uses('button', 'Options for Eve');
  await ana.findsNamed('menuitem', 'Remove');
  await eve.caller.get('leave', {});
  await isAt(/^People/);
});

it('lets in who waits, one after the other, and goes on from there', async () => {
  await keys.uses('button', 'Host controls');
  await keys.goTo('switch', 'Waiting room');
  await keys.press('Space');
  await keys.press('Escape');
  await isAt(/^Host controls$/);
  await keys.uses('button', 'Close people');
  const waiters = [await Caller.connect(server.url), await Caller.connect(server.url)];
  for (const [index, waiter] of waiters.entries()) {
    const name = ['Dee', 'Eli'][index] ?? '';
    const refusal = await waiter.refusal('join', { room: 'quiet-fox', name, page: waiter.page });
    expect(refusal).toBe('waiting');
    await ana.reads(new RegExp(`${name} wants to come in`));
    await keys.uses('button', index === 0 ? 'Deny' : 'Admit');
    await ana.readsNoMore(/wants to come in/);
    await isAt(/^People/);
  }
  for (const waiter of waiters) waiter.leave();
});

it('keeps order: mutes, makes a cohost, reads the log, and removes', async () => {
  await keys.uses('button', 'People');
  await keys.uses('button', 'Options for Ben');
  await keys.takes('Mute');
  await ben.reads(/A host has muted your microphone/);
  await keys.uses('button', 'Options for Ben');
  await keys.takes('Make cohost');
  await ben.switches('People', true);
  await ben.reads(/You · Cohost/);
  await keys.uses('button', 'Log of host actions');
  await ana.reads(/Ana muted Ben/);
  await keys.press('Escape');
  await keys.uses('button', 'Host controls');
  await ana.reads(/Everybody may/);
  await keys.press('Escape');
  await keys.uses('button', 'Options for Ben');
  await keys.takes('Remove');
  await ana.reads(/Remove Ben\?/);
  await keys.uses('button', 'Remove');
  await ben.reads(/You were removed/);
  await ana.seesNoTileOf('Ben');
  await until('the keyboard goes on from the panel’s heading', async () =>
    (await focus()) === 'People' ? true : null,
  );
});

it('changes a setting, and leaves', async () => {
  await keys.uses('button', 'Settings');
  await keys.goTo('switch', 'Announce reactions');
  await keys.press('Space');
  await until('it is off', () =>
    tab.page
      .getByRole('switch', { name: 'Announce reactions' })
      .isChecked()
      .then((on) => (on ? null : true)),
  );
  await keys.press('Escape');
  await keys.uses('button', 'Leave');
  await ana.reads(/You left the hangout/);
  await keys.uses('button', 'Rejoin');
  await ana.isInCall();
  await isAtHeading(/quiet-fox/);
  await keys.uses('button', 'Leave');
  await keys.uses('button', 'Home');
  await isAtHeading(/Come as you are/);
});

it('forgets where it was, and removes what it has set up', async () => {
  await tab.open(`${server.url}/r/loud-fox`);
  await keys.goTo('textbox', 'Your name');
  await keys.uses('button', 'Join now');
  await ana.isInCall();
  await keys.uses('button', 'Leave');
  await keys.uses('button', 'Home');
  await isAtHeading(/Come as you are/);
  await keys.uses('button', 'Forget loud-fox');
  await isAt(/^Forget quiet-fox$/);
  await keys.press('Enter');
  await isAtHeading(/Come as you are/);
  await keys.uses('button', 'Plan or set one up');
  await keys.goTo('textbox', 'Title');
  await keys.types('Soup for all');
  await keys.uses('button', 'Create');
  await keys.uses('button', 'Done');
  await keys.uses('button', 'Remove Soup for all');
  await ana.reads(/Whoever has the link can still meet there/);
  await keys.uses('button', 'Cancel');
  await isAt(/^Remove Soup for all$/);
  await keys.press('Enter');
  await ana.reads(/Whoever has the link can still meet there/);
  await keys.uses('button', 'Remove');
  await ana.readsNoMore(/Soup for all/);
  await isAt(/^Your hangouts$/);
  // Who comes in by mouse hears the same, and sees no ring.
  await tab.click('button', 'Start a hangout');
  await ana.reads(/Join now/);
  await isAtHeading(/^[a-z]+-[a-z]+-[a-z]+$/);
  expect(await tab.page.locator('h1:focus-visible').count()).toBe(0);
});
