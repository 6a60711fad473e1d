import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANA } from '../support/cast.js';
import { startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { faults } from '../support/faults.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let chromium: ChromiumBrowser;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

describe.each([
  { where: 'a wide window by day', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { where: 'a phone by night', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const)('in $where axe finds nothing', ({ colorScheme, viewport }) => {
  const visit = async (name: string) => {
    const tab = await chromium.tab(viewport);
    await tab.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    return { tab, person: Person.at(tab, name, ANA) };
  };

  it('on the first page', async () => {
    const { tab, person } = await visit('Ana');
    await tab.open(server.url);
    await person.reads(/Start a hangout[^]*What you plan stands here/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Open');
    await person.reads(/Please give the hangout a name/);
    expect(await faults(tab)).toEqual([]);
    await tab.close();
  });

  it('in the lobby', async () => {
    const { tab, person } = await visit('Ana');
    await tab.open(`${server.url}/r/lobby-${colorScheme}`);
    await person.reads(/You are the first/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Settings');
    await person.reads(/Mirror my picture/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Done');
    await tab.click('button', 'Check connection');
    await person.reads(/All is well for your call|Your call will work/);
    expect(await faults(tab)).toEqual([]);
    await tab.fill('Your name', 'A name that is longer than sixty characters, as nobody has ever had one');
    await tab.click('button', 'Camera');
    await person.reads(/at most 60/);
    expect(await faults(tab)).toEqual([]);
    await tab.close();
  });

  it('in the call, its panels and its dialogs, and after it', async () => {
    const { tab, person: ana } = await visit('Ana');
    const { tab: other, person: ben } = await visit('Ben');
    const room = `${server.url}/r/call-${colorScheme}`;
    await ana.joins(room);
    await ana.reads(/You are the first one here/);
    expect(await faults(tab)).toEqual([]);

    await ben.joins(`${room}?cam=off`);
    await ana.seesTilesOf('Ana', 'Ben');
    expect(await faults(tab)).toEqual([]);

    await ben.writes('Here is the recipe: https://example.org/soup');
    await ana.writes('Thank you!');
    await ana.reads(/the recipe[^]*Thank you!/);
    expect(await faults(tab)).toEqual([]);
    await tab.select('To', 'Ben');
    await ana.writes('**Only** for you, @Ben: `code`');
    await ana.reads(/Only to Ben/);
    await tab.click('button', 'Emoji');
    await ana.findsNamed('button', 'grinning face');
    expect(await faults(tab)).toEqual([]);
    await tab.press('Escape');
    await tab.fill('Message', '@B');
    await ana.findsNamed('option', 'Ben');
    expect(await faults(tab)).toEqual([]);
    await tab.fill('Message', '');
    await tab.click('button', 'Search messages');
    await tab.fill('Search for', 'recipe');
    await ana.findsNamed('list', 'Messages found');
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Search messages');
    await tab.click('button', 'Close chat');

    await ana.switches('People', true);
    await ana.reads(/Ben/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Options for Ben');
    await ana.reads(/Mute\s+They can unmute themselves again\.[^]*microphone\s+It stays off until a host/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('menuitem', 'Remove');
    await ana.reads(/Remove Ben\?/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Cancel');
    await tab.click('button', 'Options for Ben');
    await tab.click('menuitem', 'Mute');
    await tab.click('button', 'Log of host actions');
    await ana.reads(/Ana muted Ben/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Done');
    await other.click('button', 'Close chat');
    await ben.switches('People', true);
    await other.click('button', 'Options for Ana');
    await other.click('menuitem', 'Report to the hosts');
    await ben.reads(/Report Ana\?/);
    expect(await faults(other)).toEqual([]);
    await other.click('button', 'Cancel');
    await other.click('button', 'Close people');
    await ben.switches('Raise hand', true);
    await ana.reads(/Ben raised their hand/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Host controls');
    await ana.reads(/Everybody may/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Done');
    await tab.click('button', 'Close people');
    await tab.click('button', 'Reactions');
    await ana.findsNamed('menuitem', 'Applause');
    expect(await faults(tab)).toEqual([]);
    await tab.click('menuitem', 'Applause');
    await ana.reads(/👏/);
    expect(await faults(tab)).toEqual([]);

    await tab.click('button', 'More');
    await tab.click('menuitemcheckbox', 'Captions');
    await ana.reads(/What others say appears here/);
    expect(await faults(tab)).toEqual([]);

    await ana.opensCallQuality();
    await ana.reads(/Sending in the last/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Close call quality');

    await tab.click('button', 'Settings');
    await ana.reads(/Your name in this hangout/);
    expect(await faults(tab)).toEqual([]);
    await tab.click('button', 'Done');

    await ana.leaves();
    await ana.reads(/You left the hangout/);
    expect(await faults(tab)).toEqual([]);
    await Promise.all([tab.close(), other.close()]);
  });
});
