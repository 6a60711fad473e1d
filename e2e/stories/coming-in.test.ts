import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN } from '../support/cast.js';
import { Caller } from '../support/caller.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import type { Place } from '../support/tab.js';
import { until } from '../support/until.js';

let server: TestServer;
let hosts: ChromiumBrowser;
let others: ChromiumBrowser;
let ana: Person;
let ben: Person;
let url: string;

beforeAll(async () => {
  [server, hosts, others] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
  ]);
  url = `${server.url}/r/club`;
  ana = await Person.in(hosts, 'Ana', ANA);
  ben = await Person.in(others, 'Ben', BEN);
  await ana.joins(url);
});

afterAll(async () => {
  await Promise.all([hosts.close(), others.close()]);
  await server.stop();
});

/** Changes something in the host's dialog, and closes it. */
async function inHostControls(change: () => Promise<void>): Promise<void> {
  await ana.switches('People', true);
  await ana.tab.click('button', 'Host controls');
  await change();
  await ana.tab.click('button', 'Done');
}

/** Ben opens the link and presses the button, whatever comes of it. */
async function benAsks(link = url, passcode?: string): Promise<void> {
  await ben.tab.open(link);
  await ben.tab.fill('Your name', 'Ben');
  if (passcode !== undefined) await ben.tab.fill('Passcode', passcode);
  await ben.tab.click('button', 'Join now');
}

/** Where a button of the notice is, once it stands still. */
function placeOf(name: string): Promise<Place> {
  return until(`${name} stands still`, () =>
    ana.tab.run((wanted) => {
      const button = [...document.querySelectorAll('button')].find(({ innerText }) => innerText === wanted);
      if (button === undefined || document.getAnimations().some(({ effect }) => isAround(effect, button))) {
        return null;
      }
      const { left, top, width, height } = button.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };

      function isAround(effect: AnimationEffect | null, element: Element): boolean {
        return effect instanceof KeyframeEffect && effect.target?.contains(element) === true;
      }
    }, name),
  );
}

/** Runs in the page: what the buttons at these places say. */
function buttonsAt(places: readonly Place[]): string[] {
  return places.map(
    ({ x, y }) => document.elementFromPoint(x, y)?.closest('button')?.innerText ?? 'no button',
  );
}

async function benLeaves(): Promise<void> {
  await ben.leaves();
  await ana.seesNoTileOf('Ben');
  // In this tab he would be let back into his seat without a question.
  await ben.tab.close();
  ben = await Person.in(others, 'Ben', BEN);
}

it('whoever comes waits, which the host is told of once, quietly, and comes in when let in', async () => {
  await inHostControls(() => ana.tab.click('switch', 'Waiting room'));
  await ana.switches('People', false);
  await benAsks();
  await ben.reads(/You have asked to come in/);
  // Who waits has time to see to sound and picture.
  await ben.tab.click('button', 'Settings');
  await ben.reads(/Mirror my picture/);
  await ben.tab.click('button', 'Done');
  await ben.readsNoMore(/Mirror my picture/);
  await ana.reads(/Ben wants to come in/);
  const [deny, admit] = [await placeOf('Deny'), await placeOf('Admit')];
  const caller = await Caller.connect(server.url);
  expect(await caller.refusal('join', { room: 'club', name: 'Cem', page: caller.page })).toBe('waiting');
  await ana.reads(/2 people want to come in/);
  // Whoever was about to let Ben in, or to send him away, does not let in both.
  await placeOf('Admit all');
  expect(await ana.tab.run(buttonsAt, [deny, admit])).not.toContain('Admit all');
  await ana.tab.click('button', 'See who');
  await ana.reads(/Waiting to come in/);
  await ana.tab.click('button', 'Deny Cem');
  expect(await caller.notice('waiting:answer')).toEqual({ admitted: false });
  caller.leave();
  await ana.tab.click('button', 'Admit Ben');
  await ben.isInCall();
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
  await ana.readsNoMore(/Waiting to come in/);
});

it('who gives up is in the lobby again, and who is not let in is told so', async () => {
  await benLeaves();
  await benAsks();
  await ben.tab.click('button', 'Stop waiting');
  await ana.readsNoMore(/Ben/);
  await ben.tab.click('button', 'Join now');
  await ana.switches('People', false);
  await ana.tab.click('button', 'Deny');
  await ben.reads(/You were not let in/);
});

it('with an invitation one neither waits nor has to know the passcode', async () => {
  await inHostControls(async () => {
    await ana.tab.fill('Passcode', 'open sesame');
    await ana.tab.click('button', 'Set passcode');
    await ana.reads(/A passcode is set/);
    await ana.tab.select('As', 'Audience');
    // What the page puts on the clipboard, which no test may read.
    await ana.tab.run(() => {
      const page: typeof globalThis & { copied?: string } = globalThis;
      navigator.clipboard.writeText = async (text) => void (page.copied = text);
    }, null);
    await ana.tab.click('button', 'Copy invitation');
    // Within the dialog: what stands around it is covered, and no screen reader says it.
    await until('it is said that it was copied', () =>
      ana.tab.run(
        () =>
          document.querySelector('dialog[open]')?.textContent?.includes('Invitation copied') ? true : null,
        null,
      ),
    );
  });
  const invitation = await ana.tab.run(() => {
    const page: typeof globalThis & { copied?: string } = globalThis;
    return page.copied ?? '';
  }, null);
  expect(invitation).toContain(`${url}#invitation=`);
  await benAsks(invitation);
  await ben.isInCall();
  await ana.reads(/In the audience/);
  await benLeaves();
  // The same link, pasted on the first page.
  await ben.tab.open(server.url);
  await ben.tab.fill('Name or link of a hangout', invitation);
  await ben.tab.click('button', 'Open');
  await ben.entersAs('Ben');
  await benLeaves();
});

it('the passcode is asked for, and is wrong until it is right', async () => {
  await inHostControls(() => ana.tab.click('switch', 'Waiting room'));
  await benAsks(url, 'open barley');
  await ben.reads(/That is not the passcode/);
  await ben.tab.fill('Passcode', 'open sesame');
  await ben.tab.click('button', 'Join now');
  await ben.isInCall();
  await ben.tab.reload();
  await ben.comesBackIn();
});

it('who was removed cannot come back with that browser', async () => {
  await ana.tab.click('button', 'Options for Ben');
  await ana.tab.click('menuitem', 'Remove');
  await ana.tab.click('button', 'Remove');
  await ben.reads(/You were removed/);
  // Without the ticket of that tab too.
  await ben.tab.run(() => sessionStorage.clear(), null);
  await benAsks(url, 'open sesame');
  await ben.reads(/You cannot come in/);
});

it('the host ends it for everyone', async () => {
  const caller = await Caller.connect(server.url);
  const join = { room: 'club', name: 'Cem', page: caller.page, passcode: 'open sesame' };
  // From where somebody was removed, everybody is asked about.
  expect(await caller.refusal('join', join)).toBe('waiting');
  await ana.reads(/From the network of somebody who was removed/);
  await ana.tab.click('button', 'Admit Cem');
  await caller.notice('waiting:answer');
  expect(await caller.refusal('join', join)).toBeNull();
  await ana.tab.click('button', 'More');
  await ana.tab.click('menuitem', 'End for everyone');
  await ana.tab.click('button', 'End for everyone');
  expect(await caller.notice('seat:closed')).toEqual({ code: 'meeting-ended' });
  await until('the host reads that it has ended', async () =>
    /The hangout has ended/.test(await ana.words()) ? true : null,
  );
});
