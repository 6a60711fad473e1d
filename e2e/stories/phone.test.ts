import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA, BEN } from '../support/cast.js';
import { CHROMIUM, startChromium, type ChromiumBrowser } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { PhoneNetwork } from '../support/phone-network.js';
import { TestServer } from '../support/server.js';
import { CHAT_FILES, fileInput } from '../support/tab.js';

const PHONE = { width: 390, height: 844 };

let network: PhoneNetwork;
let server: TestServer;
let computer: ChromiumBrowser;
let phone: ChromiumBrowser;
let ana: Person;

beforeAll(async () => {
  network = await PhoneNetwork.lay();
  const executable = await network.on(CHROMIUM);
  [server, computer, phone] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startChromium({ looks: BEN, executable }),
  ]);
  ana = await Person.in(computer, 'Ana', ANA);
  await ana.joins(`${server.url}/r/kitchen`);
});

afterAll(async () => {
  await Promise.all([computer.close(), phone.close()]);
  await server.stop();
  await network.remove();
});

it('a phone that opens the plain address is told why it has no camera, and which address has one', async () => {
  const tab = await phone.tab(PHONE);
  const ben = Person.at(tab, 'Ben', BEN);
  await ben.tab.open(`http://${network.address}:${server.port}/r/kitchen`);
  await ben.reads(/No camera and microphone at this address/);
  await ben.reads(new RegExp(`https://${network.address}:${server.tlsPort}/r/kitchen`));
  await ben.entersAs('Ben');
  await ben.seesMoving(ana);
  await ben.hears(ana);
  await ana.seesNoPictureOf('Ben');

  // In the chat nothing is missed of what only a secure address has.
  await ben.writes('The recipe');
  await ben.chooses('Copy text', 'The recipe');
  await ben.reads(/Copied\./);
  const message = tab.page.getByRole('textbox', { name: 'Message' });
  await message.focus();
  await tab.page.keyboard.press('Control+v');
  expect(await message.inputValue()).toBe('The recipe');
  await tab.page.locator(fileInput(CHAT_FILES)).setInputFiles({
    name: 'soup.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Leeks'),
  });
  await ben.findsNamed('button', 'Remove soup.txt');
  await tab.click('button', 'Send');
  await ana.switches('Chat', true);
  await ana.findsNamed('button', 'Download soup.txt');
  await ana.switches('Chat', false);
  await tab.click('button', 'Close chat');
  await ben.leaves();
  await ana.seesTilesOf('Ana');

  await ben.tab.open(`http://${network.address}:${server.port}/r/kitchen`);
  await ben.tab.click('link', 'Open with https');
  await ben.reads(/Join now/);
  expect(ben.tab.url()).toBe(`https://${network.address}:${server.tlsPort}/r/kitchen`);
  await ben.tab.close();
});

it('by https it is seen and heard like everybody else', async () => {
  const ben = await Person.in(phone, 'Ben', BEN, PHONE);
  await ben.joins(`https://${network.address}:${server.tlsPort}/r/kitchen`);
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
  await Promise.all([ana.hears(ben), ben.hears(ana)]);

  await network.unplug();
  await Promise.all([ben.isConnection('reconnecting'), ana.tileSays('Ben', /Reconnecting/)]);
  await network.plugIn();
  await Promise.all([ben.isConnection('connected'), ana.tileSaysNoMore('Ben', /Reconnecting/)]);
  await Promise.all([ana.seesMoving(ben), ben.seesMoving(ana)]);
  await Promise.all([ana.hears(ben), ben.hears(ana)]);
});
