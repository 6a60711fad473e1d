/** What axe says of the pages before and after a call, in what they say seldom. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ErrorCode } from '@hangouts/protocol';
import { Caller } from '../support/caller.js';
import { ANA } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { isClean } from '../support/faults.js';
import { keepsPage } from '../support/kept-page.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { Wire } from '../support/wire.js';

let server: TestServer;
let chromium: ChromiumBrowser;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

async function visit(): Promise<{ tab: ChromiumTab; ana: Person }> {
  const tab = await chromium.tab({ width: 1_100, height: 800 });
  await tab.page.emulateMedia({ reducedMotion: 'reduce' });
  return { tab, ana: Person.at(tab, 'Ana', ANA) };
}

/** Runs in the page, before its own code: what takes a minute or more is over in a moment. */
function hurry(): void {
  const wait = globalThis.setTimeout;
  Object.assign(globalThis, {
    setTimeout: (task: TimerHandler, delay = 0, ...rest: unknown[]) =>
      wait(task, delay >= 60_000 ? 4_000 : delay, ...rest),
  });
}

/** Runs in the page, before its own code. */
function refuseDevices(name: string): void {
  navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
}

it('the first page where nothing is, and the dialogs for hangouts of one’s own', async () => {
  const { tab, ana } = await visit();
  await tab.open(`${server.url}/r/%ff`);
  await ana.reads(/letters, digits and hyphens/);
  await isClean(tab, 'an address that is none');
  await tab.click('link', 'Go to the first page');
  await ana.reads(/What you plan stands here/);
  for (const path of ['/there/is/nothing', '/r/---']) {
    await tab.open(server.url + path);
    await ana.reads(/There is nothing at that address[^]*What you plan stands here/);
    await isClean(tab, `${path}, which leads nowhere`);
  }

  await tab.click('button', 'Plan or set one up');
  await ana.reads(/Who comes in, and what they may do/);
  await isClean(tab, 'setting a hangout up');
  await tab.click('radio', 'Later');
  await tab.click('button', 'Create');
  await ana.reads(/Please say what the hangout is about/);
  await isClean(tab, 'a plan without a title');
  await tab.click('radio', 'Now');
  await tab.fill('Title', 'Soup for all');
  await tab.click('button', 'Create');
  await ana.reads(/Your hangout is ready/);
  await isClean(tab, 'a hangout that is ready');
  await tab.click('button', 'Done');
  await ana.reads(/Your hangouts[^]*Soup for all/);
  await isClean(tab, 'a hangout of one’s own');
  await tab.click('button', 'Change Soup for all');
  await ana.reads(/Change the hangout/);
  await isClean(tab, 'changing a hangout');
  await tab.click('button', 'Cancel');
  await tab.click('button', 'Remove Soup for all');
  await ana.reads(/Whoever has the link can still meet there/);
  await isClean(tab, 'removing a hangout');
  await tab.close();
});

it('a page that is on its way, and one that came to a halt', async () => {
  const { tab, ana } = await visit();
  const going: (() => void)[] = [];
  await tab.page.route(/\/assets\/Visit-/, (route) => void going.push(() => void route.continue()));
  await tab.page.goto(`${server.url}/r/slow`, { waitUntil: 'commit' });
  await ana.reads(/Opening the hangout…/);
  await isClean(tab, 'a page on its way');
  for (const goes of going) goes();
  await ana.reads(/Join now/);
  await tab.page.unroute(/\/assets\/Visit-/);
  await tab.page.route(/\/assets\/Visit-/, (route) => route.abort());
  await tab.reload();
  await ana.reads(/This page came to a halt/);
  await isClean(tab, 'a page that came to a halt');
  await tab.close();
});

it('the lobby of a hangout with people in it, with a passcode, locked, and full', async () => {
  const host = await Caller.joined(server.url, 'guarded', 'Hana');
  const guests = [
    await Caller.joined(server.url, 'guarded', 'Ben'),
    await Caller.joined(server.url, 'guarded', 'Cem'),
  ];
  const { tab, ana } = await visit();
  const comes = async (says: RegExp, state: string) => {
    await tab.open(`${server.url}/r/guarded`);
    await ana.reads(says);
    await isClean(tab, state);
  };
  await comes(/Hana, Ben,? and Cem are here/, 'people inside');
  await host.caller.get('room:settings', { passcode: 'open sesame', waitingRoom: true });
  await comes(/3 people are here[^]*A host lets people in/, 'a passcode and a waiting room');
  await tab.fill('Your name', 'Ana');
  await tab.fill('Passcode', 'open barley');
  await tab.click('button', 'Join now');
  await ana.reads(/That is not the passcode/);
  await isClean(tab, 'a wrong passcode');
  await tab.fill('Passcode', 'open sesame');
  await tab.click('button', 'Join now');
  await ana.reads(/You have asked to come in/);
  await isClean(tab, 'waiting to be let in');
  await host.caller.get('waiting:deny', { waiter: null });
  await ana.reads(/You were not let in/);
  await isClean(tab, 'not let in');
  await host.caller.get('room:settings', { passcode: null, waitingRoom: false, locked: true });
  await comes(/This hangout is locked/, 'locked');
  await host.caller.get('room:settings', { locked: false, limit: 3 });
  await comes(/This hangout is full/, 'full');
  for (const { caller } of [host, ...guests]) caller.leave();
  await tab.close();
});

it('a lobby from which one does not come in, from another version, and without a server', async () => {
  const { tab, ana } = await visit();
  await tab.prepare(hurry, null);
  const wire = await Wire.of(tab);
  await tab.open(`${server.url}/r/refused`);
  await tab.fill('Your name', 'Ana');
  const answers: [ErrorCode, RegExp][] = [
    ['passcode-needed', /This hangout has a passcode/],
    ['removed', /You cannot come in/],
    ['invitation-void', /This invitation is no longer valid/],
    ['internal', /Joining did not work/],
  ];
  for (const [code, says] of answers) {
    wire.refuse('join', code);
    await tab.click('button', 'Join now');
    await ana.reads(says);
    await isClean(tab, code);
  }
  wire.refuse('join', null);
  wire.turnAway('protocol-version');
  await tab.reload();
  await ana.reads(/This page is from another version/);
  await isClean(tab, 'another version');
  wire.turnAway(null);
  await tab.reload();
  await ana.reads(/You are the first/);
  await wire.cut();
  await ana.reads(/Reconnecting to the server…/);
  await isClean(tab, 'a lobby that reconnects');
  await ana.reads(/The server cannot be reached/);
  await isClean(tab, 'a lobby without a server');
  await tab.close();
});

it('a lobby without devices, and with a background that fails', async () => {
  for (const [name, says] of [
    ['NotAllowedError', /Camera and microphone are not allowed/],
    ['NotFoundError', /No camera and no microphone found/],
    ['NotReadableError', /Camera and microphone are in use elsewhere/],
  ] as const) {
    const { tab, ana } = await visit();
    await tab.prepare(refuseDevices, name);
    await tab.open(`${server.url}/r/bare`);
    await ana.reads(says);
    await isClean(tab, name);
    await tab.close();
  }
  const { tab, ana } = await visit();
  await tab.page.route(/selfie|segment|\.tflite|\.wasm/, (route) => route.abort());
  await tab.open(`${server.url}/r/bare`);
  await ana.seesPreview();
  await tab.click('button', 'Settings');
  await tab.page.getByRole('radio', { name: 'Blur', exact: true }).check({ force: true });
  await ana.reads(/the background could not be changed/);
  await isClean(tab, 'settings with a background that failed');
  await tab.click('button', 'Done');
  await isClean(tab, 'a lobby with a background that failed');
  await tab.close();
});

it('after the call: removed, ended for all, gone on elsewhere', async () => {
  const { tab, ana } = await visit();
  const wire = await Wire.of(tab);
  for (const [code, says] of [
    ['removed', /You were removed/],
    ['meeting-ended', /The hangout has ended/],
    ['seat-elsewhere', /The call went on elsewhere/],
  ] as const) {
    await ana.joins(`${server.url}/r/over-${code}?cam=off`);
    wire.tell('seat:closed', { code });
    await ana.reads(says);
    await isClean(tab, code);
  }
  await tab.close();
});

it('a call that reconnects, one that is lost, and its end', async () => {
  const { tab, ana } = await visit();
  await tab.prepare(hurry, null);
  const wire = await Wire.of(tab);
  await ana.joins(`${server.url}/r/lost?cam=off`);
  await wire.cut();
  await ana.reads(/Reconnecting…/);
  await isClean(tab, 'a call that reconnects');
  await ana.reads(/Connection lost\. Trying again/);
  await isClean(tab, 'a call that is lost');
  await ana.leaves();
  await ana.reads(/You left the hangout/);
  await isClean(tab, 'the end of a call that was lost');
  await tab.close();
});

it('no server at all', async () => {
  const { tab, ana } = await visit();
  await tab.open(server.url);
  await keepsPage(tab);
  await server.kill();
  await tab.open(`${server.url}/r/later`);
  await ana.reads(/The server cannot be reached/);
  await isClean(tab, 'without a server');
  expect(await tab.page.title()).toBe('The server cannot be reached · Hangouts');
  await tab.page.context().setOffline(true);
  await ana.reads(/You are offline/);
  await isClean(tab, 'offline');
  await tab.page.context().setOffline(false);
  await tab.close();
});
