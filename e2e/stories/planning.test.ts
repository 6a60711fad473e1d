import { readFile } from 'node:fs/promises';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANA, BEN } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { faults } from '../support/faults.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { until } from '../support/until.js';

const DAY = 24 * 60 * 60 * 1_000;

let server: TestServer;
let skopje: ChromiumBrowser;
let tokyo: ChromiumBrowser;

beforeAll(async () => {
  [server, skopje, tokyo] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA, timeZone: 'Europe/Skopje' }),
    startChromium({ looks: BEN, timeZone: 'Asia/Tokyo', language: 'de-DE' }),
  ]);
});

afterAll(async () => {
  await Promise.all([skopje.close(), tokyo.close()]);
  await server.stop();
});

/** A day and a time of it, some days from now, where Ana is: 18:30 there is 17:30 or 16:30 in UTC. */
function inThreeDays(): string {
  return new Date(Date.now() + 3 * DAY).toISOString().slice(0, 10);
}

async function open(browser: ChromiumBrowser, name: string, viewport = { width: 1000, height: 760 }) {
  const tab = await browser.tab(viewport);
  await tab.open(server.url);
  return { tab, person: Person.at(tab, name, name === 'Ana' ? ANA : BEN) };
}

/** What stands in the field with the link to send. */
function linkIn({ page }: ChromiumTab): Promise<string> {
  return page.getByRole('textbox', { name: 'Link to send' }).inputValue();
}

/** Clicks a link that gives a file, and gives what it is. */
async function fileBehind(tab: ChromiumTab, name: string) {
  const download = tab.page.waitForEvent('download');
  await tab.click('link', name);
  const file = await download;
  const [event] = new ICAL.Component(
    ICAL.parse(await readFile(await file.path(), 'utf8')),
  ).getAllSubcomponents('vevent');
  if (event === undefined) throw new Error('there is no event in the calendar');
  return {
    name: file.suggestedFilename(),
    event: new ICAL.Event(event),
    url: event.getFirstPropertyValue('url'),
  };
}

/** Whether the people panel says that somebody is the host. */
async function seesHost(person: Person, name: string): Promise<void> {
  await person.switches('People', true);
  await person.reads(new RegExp(`${name}[^]{0,40}Host`));
}

describe('a planned hangout', () => {
  it('has a link to send, a file for the calendar, a time for everybody in their own, and its planner for host', async () => {
    const { tab, person: ana } = await open(skopje, 'Ana');
    await ana.reads(/What you plan stands here/);
    await tab.click('button', 'Plan or set one up');
    await ana.reads(/Who comes in, and what they may do/);
    expect(await faults(tab)).toEqual([]);
    await tab.page.getByRole('radio', { name: 'Later' }).check();
    await ana.reads(/Europe\/Skopje/);

    // Without a title there is nothing to plan.
    await tab.click('button', 'Create');
    await ana.reads(/Please say what the hangout is about/);
    expect(await faults(tab)).toEqual([]);
    await tab.fill('Title', 'Book club, part 2');
    await tab.page.getByLabel('Date').fill('2020-01-31');
    await tab.click('button', 'Create');
    await ana.reads(/Choose a time from now on/);
    const date = inThreeDays();
    await tab.page.getByLabel('Date').fill(date);
    await tab.page.getByLabel('Time').fill('18:30');
    await tab.select('Duration', '1.5 hours');
    await tab.click('button', 'Create');

    await ana.reads(/Your hangout is planned/);
    await ana.reads(/Book club, part 2[^]*6:30[^]*8:00\sPM/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Copy link');
    await ana.reads(/Link copied\./);
    const link = await linkIn(tab);
    expect(new URL(link).pathname).toMatch(/^\/r\/[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$/);
    const { name, event, url } = await fileBehind(tab, 'Download .ics');
    expect(name).toBe(`${new URL(link).pathname.slice(3)}.ics`);
    expect(event.summary).toBe('Book club, part 2');
    expect(event.duration.toSeconds()).toBe(90 * 60);
    expect(url).toBe(link);
    const start = event.startDate.toJSDate();
    const there = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Skopje',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    expect(there.format(start)).toBe(`${date} 18:30`);
    await tab.click('button', 'Done');
    await ana.reads(/Your hangouts[^]*Book club, part 2[^]*6:30/);

    // Ben opens the link first, on the other side of the world, in another language.
    const ben = Person.at(await tokyo.tab(), 'Ben', BEN);
    await ben.tab.open(link);
    const hours = new Intl.DateTimeFormat('de-DE', {
      timeZone: 'Asia/Tokyo',
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
    });
    const [weekday, time] = hours.format(start).split(/[ ,]+(?:um )?/u);
    await ben.reads(
      new RegExp(`Book club, part 2[^]*${weekday}[^]*${time}[^]*Beginnt in \\d+ (?:Tagen|Stunden)`),
    );
    await ben.tab.fill('Dein Name', 'Ben');
    await ben.tab.click('button', 'Jetzt beitreten');
    await ben.isInCall();

    // Ana comes second, by the list of the first page, and is the host.
    await tab.page.getByRole('link', { name: /^Book club, part 2/ }).click();
    await ana.reads(/Begins in \d+ (?:hours|days)\. You can join already/);
    expect(await faults(tab)).toEqual([]);
    expect((await fileBehind(tab, 'Add to calendar')).event.uid).toBe(event.uid);
    await ana.entersAs('Ana');
    await seesHost(ana, 'Ana');
    expect(await ana.canPress('Host controls')).toBe(true);
    await ana.seesTilesOf('Ana', 'Ben');
    await ana.leaves();
    await Promise.all([tab.close(), ben.tab.close()]);
  });

  it('is moved, renamed and removed on the first page', async () => {
    const { tab, person: ana } = await open(skopje, 'Ana', { width: 390, height: 844 });
    await tab.click('button', 'Plan or set one up');
    await tab.page.getByRole('radio', { name: 'Later' }).check();
    await tab.fill('Title', 'Tea');
    await tab.page.getByLabel('Date').fill(inThreeDays());
    await tab.page.getByLabel('Time').fill('15:00');
    await tab.click('button', 'Create');
    await ana.reads(/Your hangout is planned/);
    const link = await linkIn(tab);
    await tab.click('button', 'Done');
    const before = await fileBehind(tab, 'Add to calendar: Tea');

    await tab.click('button', 'Change Tea');
    await ana.reads(/Change the hangout/);
    expect(await faults(tab)).toEqual([]);
    await tab.fill('Title', 'Coffee');
    await tab.page.getByLabel('Time').fill('16:00');
    await tab.click('button', 'Save');
    await ana.reads(/Coffee[^]*4:00/);
    const after = await fileBehind(tab, 'Add to calendar: Coffee');
    expect(after.event.uid).toBe(before.event.uid);
    expect(Number(after.event.sequence)).toBe(Number(before.event.sequence) + 1);
    const moved = after.event.startDate.toJSDate().getTime() - before.event.startDate.toJSDate().getTime();
    expect(moved).toBe(60 * 60 * 1_000);

    await tab.reload();
    await tab.click('button', 'Remove Coffee');
    await ana.reads(/Remove Coffee\?/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Remove');
    await ana.reads(/What you plan stands here/);
    await tab.open(link);
    await ana.reads(/You are the first/);
    expect(await ana.words()).not.toMatch(/Coffee/);
    await tab.close();
  });
});

describe('a hangout that is set up', () => {
  it('has a passcode and rules from the first, which do not hold for who made it', async () => {
    const { tab, person: ana } = await open(skopje, 'Ana');
    await tab.click('button', 'Plan or set one up');
    await tab.fill('Name in the link', 'Our Own Kitchen');
    await tab.fill('Passcode', 'sesame');
    await tab.click('switch', 'Share their screen');
    await tab.click('button', 'Create');
    await ana.reads(/Your hangout is ready/);
    expect(await linkIn(tab)).toBe(`${server.url}/r/our-own-kitchen`);
    await tab.click('button', 'Open the hangout');

    const ben = await Person.in(skopje, 'Ben', BEN);
    await ben.tab.open(`${server.url}/r/our-own-kitchen`);
    await ben.tab.fill('Passcode', 'sesame');
    await ben.entersAs('Ben');
    await ana.entersAs('Ana');
    await seesHost(ana, 'Ana');
    await ben.buttonSays('Share screen', /switched this off for everybody/);

    // Whose it is shows at the name too.
    const { tab: other, person: eve } = await open(skopje, 'Ben');
    await other.click('button', 'Plan or set one up');
    await other.fill('Name in the link', 'our own kitchen');
    await other.click('button', 'Create');
    await eve.reads(/There is a hangout of that name already/);
    expect(await faults(other)).toEqual([]);
    await Promise.all([tab.close(), ben.tab.close(), other.close()]);
  });
});

describe('one’s own room', () => {
  it('is made with the first click, and has the same link and the same host ever after', async () => {
    const { tab, person: ana } = await open(skopje, 'Ana');
    await tab.click('button', 'My room');
    // The first page too has the words "Join now".
    const link = await until('Ana is before her room', async () =>
      new URL(tab.url()).pathname.startsWith('/r/') ? tab.url() : null,
    );
    await ana.entersAs('Ana');
    await ana.switches('People', true);
    await tab.click('button', 'Host controls');
    await tab.click('switch', 'Waiting room');
    await tab.click('button', 'Done');
    await tab.click('button', 'More');
    await tab.click('menuitem', 'End for everyone');
    await tab.click('button', 'End for everyone');
    await ana.reads(/The hangout has ended/);

    // The meeting is over: who comes first now is not its host, and waits.
    const ben = await Person.in(tokyo, 'Ben', BEN);
    await ben.tab.open(link);
    await ben.tab.fill('Dein Name', 'Ben');
    await ben.tab.click('button', 'Jetzt beitreten');
    await ben.reads(/Du hast um Einlass gebeten/);

    await tab.open(server.url);
    const own = tab.page.getByRole('link', { name: /^My room/ });
    await until('Ana sees her room on the first page', async () => ((await own.count()) === 1 ? true : null));
    expect(await faults(tab)).toEqual([]);
    await own.click();
    await until('Ana is where she was before', async () => (tab.url() === link ? true : null));
    await ana.entersAs('Ana');
    await tab.click('button', 'Admit');
    await ben.isInCall();
    await seesHost(ana, 'Ana');
    await Promise.all([tab.close(), ben.tab.close()]);
  });
});
