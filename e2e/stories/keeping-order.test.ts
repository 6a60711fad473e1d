import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN } from '../support/cast.js';
import { Caller, type SeatedWithMedia } from '../support/caller.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { microphone } from '../support/tracks.js';
import { until } from '../support/until.js';

let server: TestServer;
let hosts: ChromiumBrowser;
let speakers: ChromiumBrowser;
let anaTab: ChromiumTab;
let ana: Person;
let ben: Person;
/** A page that does as it likes. */
let cem: SeatedWithMedia;

beforeAll(async () => {
  [server, hosts, speakers] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN }),
  ]);
  anaTab = await hosts.tab();
  ana = Person.at(anaTab, 'Ana', ANA);
  ben = await Person.in(speakers, 'Ben', BEN);
  await ana.joins(`${server.url}/r/class`);
  await ben.joins(`${server.url}/r/class`);
  cem = await Caller.withMedia(server.url, 'class', 'Cem');
  await ana.seesTilesOf('Ana', 'Ben', 'Cem');
});

afterAll(async () => {
  cem.caller.leave();
  await Promise.all([hosts.close(), speakers.close()]);
  await server.stop();
});

/** Chooses from what may be done with somebody, in the people panel. */
async function decides(who: Person, about: string, what: string): Promise<void> {
  await who.switches('People', true);
  await who.tab.click('button', `Options for ${about}`);
  await who.tab.click('menuitem', what);
}

/** The names in the people panel, from above. */
function peopleOf(who: Person): Promise<string[]> {
  return who.tab.run(() => {
    const names = [...document.querySelectorAll('[role=region] li, section li')];
    return names.map((item) => item.querySelector('[dir=auto]')?.textContent ?? '').filter(Boolean);
  }, null);
}

it('a raised hand is told, is first among the people, and goes down again by a host', async () => {
  await ben.switches('Raise hand', true);
  await ana.reads(/Ben raised their hand/);
  await ana.tileSays('Ben', /Hand raised/);
  await ana.switches('People', true);
  await until('Ben is first among the people', async () =>
    (await peopleOf(ana))[0] === 'Ben' ? true : null,
  );
  await decides(ana, 'Ben', 'Lower hand');
  await ana.tileSaysNoMore('Ben', /Hand raised/);
  await until('the hand is down for Ben', async () =>
    (await ben.isOn('Raise hand')) === false ? true : null,
  );
});

it('whoever has spoken has their hand lowered', async () => {
  // His fake microphone never rests.
  await ben.switches('Raise hand', true);
  await ana.tileSays('Ben', /Hand raised/);
  await ana.tileSaysNoMore('Ben', /Hand raised/);
});

it('a reaction flies for everybody, with the name of who sent it', async () => {
  await ben.tab.click('button', 'Reactions');
  await ben.tab.click('menuitem', 'Applause');
  await Promise.all([ana.reads(/👏\s*(Applause)?\s*Ben/), ben.reads(/👏\s*(Applause)?\s*You/)]);
});

it('who is muted hears of it, is silent, and unmutes themselves', async () => {
  await ana.hears(ben);
  await decides(ana, 'Ben', 'Mute');
  await ben.reads(/A host has muted your microphone/);
  expect(await ben.isOn('Microphone')).toBe(false);
  await ana.hearsNothingOf(ben);
  await ben.switches('Microphone', true);
  await ana.hears(ben);
});

it('where nobody may unmute themselves, no page can; and the button says why', async () => {
  await ana.switches('People', true);
  await ana.tab.click('button', 'Host controls');
  await ana.tab.click('switch', 'Unmute themselves');
  await ana.hearsNothingOf(ben);
  await ben.buttonSays('Microphone', /switched this off for everybody/);
  expect(await cem.caller.refusal('media:produce', microphone(500))).toBe('not-permitted');
  await ana.tab.click('switch', 'Unmute themselves');
  await ana.tab.click('button', 'Done');
  await ben.switches('Microphone', true);
  await ana.hears(ben);
});

it('the audience has no picture, hears and sees, and speaks again when it is let', async () => {
  await decides(ana, 'Ben', 'Move to the audience');
  await ana.seesNoTileOf('Ben');
  await ana.hearsNothingOf(ben);
  await ben.seesMoving(ana);
  await ben.buttonSays('Camera', /You are in the audience/);
  await decides(ana, 'Ben', 'Let them speak');
  await ana.seesTilesOf('Ana', 'Ben', 'Cem');
  await ben.switches('Camera', true);
  await ana.seesMoving(ben);
});

it('what was done stands in the log, and is taken back there', async () => {
  await decides(ana, 'Ben', 'Move to the audience');
  await ana.seesNoTileOf('Ben');
  await ana.tab.click('button', 'Log of host actions');
  await ana.reads(/Ana moved Ben to the audience/);
  const newest = anaTab.page.getByRole('button', {
    name: 'Undo: Ana moved Ben to the audience.',
    exact: true,
  });
  await newest.first().click();
  await ana.reads(/Undone/);
  await ana.tab.click('button', 'Done');
  await ana.seesTilesOf('Ana', 'Ben', 'Cem');
  await ben.switches('Camera', true);
  await ana.seesMoving(ben);
});

it('who is reported is told to those who keep order, and to nobody else', async () => {
  await decides(ben, 'Cem', 'Report to the hosts');
  await ben.tab.fill('What happened', 'Shouts at everybody.');
  await ben.tab.click('button', 'Report');
  await ben.reads(/The hosts have been told/);
  await ana.reads(/Ben reported Cem/);
  await ana.tab.click('button', 'Log of host actions');
  await ana.reads(/Shouts at everybody\./);
  await ana.tab.click('button', 'Done');
  expect(cem.caller.notices('order:entry')).toEqual([]);
});

it('who is handed the hangout may end what others began', async () => {
  await decides(ana, 'Ben', 'Hand over to them');
  await ben.switches('People', true);
  await ben.reads(/You · Host/);
  await decides(ben, 'Ana', 'Stop camera');
  await ana.reads(/A host has switched off your camera/);
  await ben.seesNoPictureOf('Ana');
});
