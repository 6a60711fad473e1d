/** What a host presses, and what becomes of it at the others. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Caller, type SeatedWithMedia } from '../support/caller.js';
import { ANA } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { microphone, picture } from '../support/tracks.js';
import { until } from '../support/until.js';

const ROOM = 'school';
const PASSCODE = 'open sesame';

let server: TestServer;
let chromium: ChromiumBrowser;
let tab: ChromiumTab;
/** The host. */
let ana: Person;
/** Pages that do as they like. */
let ben: SeatedWithMedia;
let cem: SeatedWithMedia;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
  tab = await chromium.tab();
  ana = Person.at(tab, 'Ana', ANA);
  await ana.joins(`${server.url}/r/${ROOM}?cam=off`);
  ben = await Caller.withMedia(server.url, ROOM, 'Ben');
  cem = await Caller.withMedia(server.url, ROOM, 'Cem');
  await ana.seesTilesOf('Ana', 'Ben', 'Cem');
  await ana.switches('People', true);
});

afterAll(async () => {
  for (const { caller } of [ben, cem]) caller.leave();
  await chromium.close();
  await server.stop();
});

async function inHostControls(change: () => Promise<void>): Promise<void> {
  await tab.click('button', 'Host controls');
  await change();
  await tab.click('button', 'Done');
}

/** A new page that asks to come in; gives the answer's code, null where it came in. */
async function asks(name: string, passcode?: string) {
  const caller = await Caller.connect(server.url);
  const join = { room: ROOM, name, page: caller.page, ...(passcode === undefined ? {} : { passcode }) };
  return { caller, code: await caller.refusal('join', join) };
}

/** Waits until everybody else has been told that these are the settings now. */
async function hears(fits: Parameters<typeof ben.caller.notice<'room:settings'>>[1], since: number) {
  await ben.caller.notice('room:settings', fits, since);
}

it('mutes all, who may unmute themselves', async () => {
  const producers = [
    (await ben.caller.get('media:produce', microphone(41))).producer,
    (await cem.caller.get('media:produce', microphone(51))).producer,
  ];
  await inHostControls(() => tab.click('button', 'Mute all'));
  const [bens, cems] = producers;
  expect(await ben.caller.notice('media:producer-closed')).toEqual({ producer: bens });
  expect(await cem.caller.notice('media:producer-closed')).toEqual({ producer: cems });
  expect(await ana.isOn('Microphone')).toBe(true);
  expect(await ben.caller.refusal('media:produce', microphone(42))).toBeNull();
});

it('ends a shared screen, which may be shared again', async () => {
  const { producer } = await ben.caller.get('media:produce', picture('screen', 43));
  await ana.reads(/Ben’s screen/);
  await tab.click('button', 'Options for Ben');
  await tab.click('menuitem', 'Stop sharing');
  await ana.seesNoScreen();
  expect(await ben.caller.notice('media:producer-closed', (closed) => closed.producer === producer)).toEqual({
    producer,
  });
  const again = await ben.caller.get('media:produce', picture('screen', 44));
  await ana.reads(/Ben’s screen/);
  await ben.caller.get('media:close', { producer: again.producer });
  await ana.seesNoScreen();
});

it('takes the chat from one, and gives it back', async () => {
  const write = () => ben.caller.refusal('chat:send', { nonce: randomUUID(), text: 'Soup' });
  const mayNot = (restrictions: { chat: boolean }) => restrictions.chat;
  await tab.click('button', 'Options for Ben');
  await tab.click('menuitem', 'Switch off writing in the chat');
  const you = ben.joined.you;
  await ben.caller.notice(
    'participant:changed',
    ({ participant }) => participant.id === you && mayNot(participant.restrictions),
  );
  expect(await write()).toBe('not-permitted');
  const since = ben.caller.heard.length;
  await tab.click('button', 'Options for Ben');
  await tab.click('menuitem', 'Allow writing in the chat');
  await ben.caller.notice(
    'participant:changed',
    ({ participant }) => participant.id === you && !mayNot(participant.restrictions),
    since,
  );
  expect(await write()).toBeNull();
});

it('lowers all hands', async () => {
  for (const { caller } of [ben, cem]) await caller.get('hand:raise', { raised: true });
  await ana.tileSays('Ben', /Hand raised/);
  await ana.tileSays('Cem', /Hand raised/);
  const since = ben.caller.heard.length;
  await tab.click('button', 'Lower all hands');
  for (const { joined } of [ben, cem]) {
    await ben.caller.notice(
      'participant:changed',
      ({ participant }) => participant.id === joined.you && participant.hand === undefined,
      since,
    );
  }
  await ana.readsNoMore(/Lower all hands/);
});

it('locks the hangout, and opens it again', async () => {
  let since = ben.caller.heard.length;
  await inHostControls(() => tab.click('switch', 'Lock the hangout'));
  await hears(({ locked }) => locked, since);
  const first = await asks('Dee');
  expect(first.code).toBe('room-locked');
  since = ben.caller.heard.length;
  await inHostControls(() => tab.click('switch', 'Lock the hangout'));
  await hears(({ locked }) => !locked, since);
  const second = await asks('Dee');
  expect(second.code).toBeNull();
  await second.caller.get('leave', {});
  await ana.seesTilesOf('Ana', 'Ben', 'Cem');
  for (const { caller } of [first, second]) caller.leave();
});

it('says how many there may be at once', async () => {
  let since = ben.caller.heard.length;
  await inHostControls(() => tab.select('Most people at once', '2'));
  await hears(({ limit }) => limit === 2, since);
  const first = await asks('Dee');
  expect(first.code).toBe('room-full');
  since = ben.caller.heard.length;
  await inHostControls(() => tab.select('Most people at once', 'As many as the server allows'));
  await hears(({ limit }) => limit === null, since);
  first.caller.leave();
});

it('sets a passcode, makes an invitation past it for an hour, and takes the passcode away', async () => {
  let since = ben.caller.heard.length;
  let invitation = '';
  const before = Date.now();
  await inHostControls(async () => {
    await tab.fill('Passcode', PASSCODE);
    await tab.click('button', 'Set passcode');
    await ana.reads(/A passcode is set/);
    // What the page puts on the clipboard, which no test may read.
    await tab.run(() => {
      const page: typeof globalThis & { copied?: string } = globalThis;
      navigator.clipboard.writeText = async (text) => void (page.copied = text);
    }, null);
    await tab.select('Valid for', '1 hour');
    await tab.click('button', 'Copy invitation');
    await ana.reads(/Invitation copied/);
    invitation = await tab.run(() => {
      const page: typeof globalThis & { copied?: string } = globalThis;
      return new URL(page.copied ?? '').hash.replace('#invitation=', '');
    }, null);
  });
  await hears(({ passcode }) => passcode, since);
  const [, claims = ''] = decodeURIComponent(invitation).split('.');
  // RFC 7519, 4.1.4: in whole seconds.
  const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { exp: number };
  const hour = 3_600;
  expect(exp).toBeGreaterThanOrEqual(Math.floor(before / 1_000) + hour);
  expect(exp).toBeLessThanOrEqual(Math.ceil(Date.now() / 1_000) + hour);
  const without = await asks('Dee');
  expect(without.code).toBe('passcode-needed');
  const invited = await Caller.connect(server.url);
  await invited.join(ROOM, 'Eli', { invitation: decodeURIComponent(invitation) });
  await invited.get('leave', {});
  since = ben.caller.heard.length;
  await inHostControls(() => tab.click('button', 'Remove passcode'));
  await hears(({ passcode }) => !passcode, since);
  const later = await asks('Flo');
  expect(later.code).toBeNull();
  await later.caller.get('leave', {});
  for (const { caller } of [without, later]) caller.leave();
  invited.leave();
});

it('lets all in who wait', async () => {
  const since = ben.caller.heard.length;
  await inHostControls(() => tab.click('switch', 'Waiting room'));
  await hears(({ waitingRoom }) => waitingRoom, since);
  const waiting = [await asks('Gus'), await asks('Ida')];
  expect(waiting.map(({ code }) => code)).toEqual(['waiting', 'waiting']);
  await ana.reads(/Waiting to come in[^]*Gus[^]*Ida/);
  await tab.click('button', 'Admit all');
  for (const [index, { caller }] of waiting.entries()) {
    expect(await caller.notice('waiting:answer')).toEqual({ admitted: true });
    await caller.join(ROOM, index === 0 ? 'Gus' : 'Ida');
  }
  await until('both are there', async () => {
    const shown = await ana.tiles();
    return shown.includes('Gus') && shown.includes('Ida') ? true : null;
  });
  await ana.readsNoMore(/Waiting to come in/);
  for (const { caller } of waiting) caller.leave();
});
