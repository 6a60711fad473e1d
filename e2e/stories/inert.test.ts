import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ANA } from '../support/cast.js';
import { Caller, type Seated } from '../support/caller.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import { microphone } from '../support/tracks.js';

/** What makes a page run somebody's code where text is taken for markup, an address or a script. */
const NASTY = [
  '<script>hacked()</script>',
  '<img src=x onerror=hacked()>',
  '<svg/onload=hacked()>',
  '"><iframe srcdoc="<script>hacked()</script>">',
  "'-hacked()-'",
  '{{constructor.constructor("hacked()")()}}',
  '${hacked()}',
  '<a href="javascript:hacked()">x</a>',
  'javascript:hacked()',
];
/** What the chat's own marks could make of it. */
const MARKED = [
  '[x](javascript:hacked())',
  '[x](JaVaScRiPt:hacked())',
  '[x](data:text/html,<script>hacked()</script>)',
  '[x](vbscript:hacked)',
  '![x](x" onerror="hacked())',
  '<javascript:hacked()>',
  '**<b onclick=hacked()>x</b>**',
  '`<img src=x onerror=hacked()>`',
  '```html\n<script>hacked()</script>\n```',
  '> <style>*{display:none}</style>',
  'https://example.org/"onmouseover="hacked()',
  'https://example.org/<script>hacked()</script>',
];

let server: TestServer;
let chromium: ChromiumBrowser;
let tab: ChromiumTab;
let ana: Person;

beforeAll(async () => {
  [server, chromium] = await Promise.all([TestServer.start(), startChromium({ looks: ANA })]);
  tab = await chromium.tab({ width: 1280, height: 800 });
  await tab.prepare(() => {
    Object.assign(globalThis, { hacks: 0, hacked: () => Object.assign(globalThis, { hacks: 1 }) });
  }, null);
  ana = Person.at(tab, 'Ana', ANA);
});

afterAll(async () => {
  await chromium.close();
  await server.stop();
});

/**
 * Nothing of theirs ran, and nothing is there that could: the content policy would stop most of it, and is not what
 * this relies on.
 */
async function isInert(): Promise<void> {
  const found = await tab.run(() => {
    const bad: string[] = [];
    for (const element of document.querySelectorAll('*')) {
      const { outerHTML, tagName } = element;
      const foreign = /^(iframe|object|embed|base|style)$/i.test(tagName) && outerHTML.includes('hacked');
      if (foreign || (tagName === 'SCRIPT' && !(element as HTMLScriptElement).src)) bad.push(outerHTML);
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on') || name === 'srcdoc') bad.push(`${tagName} ${name}`);
        const isAddress = ['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name);
        if (
          isAddress &&
          !['http:', 'https:', 'blob:', 'mailto:'].includes(new URL(value, location.href).protocol)
        ) {
          bad.push(`${tagName} ${name}=${value}`);
        }
      }
    }
    return { bad, hacks: (globalThis as unknown as { hacks: number }).hacks };
  }, null);
  expect(found).toEqual({ bad: [], hacks: 0 });
}

it('names, chat, files and reports are text, whatever they are', async () => {
  await ana.joins(`${server.url}/r/inert?cam=off`);
  const guests: Seated[] = [];
  for (const name of NASTY.slice(0, 6))
    guests.push(await Caller.joined(server.url, 'inert', name.slice(0, 60)));
  const [eve] = guests;
  if (eve === undefined) throw new Error('nobody came');
  const { caller, joined } = eve;
  await ana.switches('People', true);
  await ana.reads(/<script>hacked\(\)<\/script>/);
  await isInert();

  await ana.switches('Chat', true);
  // Only what is in sight is drawn: a few at a time.
  const texts = [...NASTY, ...MARKED];
  for (const [index, text] of texts.entries()) {
    await caller.get('chat:send', { nonce: randomUUID(), text });
    if (index % 3 !== 2) continue;
    await caller.get('chat:send', { nonce: randomUUID(), text: `seen ${index}` });
    await ana.reads(new RegExp(`seen ${index}`));
    await isInert();
  }
  for (const [index, name] of NASTY.entries()) {
    const upload = randomUUID();
    const data = Buffer.from('<script>hacked()</script>');
    await caller.get('file:begin', {
      upload,
      name: `${index} ${name}`,
      size: data.length,
      type: 'text/html',
    });
    await caller.get('file:chunk', { upload, offset: 0, data });
    await ana.findsNamed('button', `Download ${index} `);
    await isInert();
  }
  await tab.click('button', 'Search messages');
  await tab.fill('Search for', 'hacked');
  await ana.findsNamed('list', 'Messages found');
  await isInert();

  const ids = new Map(joined.participants.map(({ id, name }) => [name, id]));
  const participant = ids.get('Ana');
  if (participant === undefined) throw new Error('Ana is not there');
  for (const { caller: other } of guests.slice(1)) {
    await other.get('order:report', { participant, reason: '<img src=x onerror=hacked()>' });
  }
  await ana.switches('People', true);
  await tab.click('button', 'Log of host actions');
  await ana.reads(/onerror=hacked/);
  await isInert();
  await tab.click('button', 'Done');
  for (const guest of guests) guest.caller.leave();
});

it('captions, who comes, who mentions one and who waits are text', async () => {
  await ana.joins(`${server.url}/r/inert-call?cam=off`);
  await tab.click('button', 'More');
  await tab.click('menuitemcheckbox', 'Captions');
  const { caller, joined } = await Caller.withMedia(server.url, 'inert-call', (NASTY[1] ?? '').slice(0, 60));
  await ana.reads(/<img src=x onerror=hacked\(\)> joined\./);
  await isInert();
  await caller.get('media:produce', microphone(61));
  for (const [line, text] of [...NASTY, ...MARKED].entries()) {
    await caller.get('caption:say', { line, text, language: 'en-GB', final: line % 2 === 0 });
    if (line % 6 === 5) {
      await ana.reads(new RegExp(text.slice(0, 12).replace(/[^a-z<]/g, '.')));
      await isInert();
    }
  }
  const you = joined.participants.find(({ name }) => name === 'Ana');
  if (you === undefined) throw new Error('Ana is not there');
  await caller.get('chat:send', {
    nonce: randomUUID(),
    text: `@Ana ${NASTY[2]}`,
    mentions: [you.id],
  });
  await ana.reads(/mentions you: @Ana <svg\/onload=hacked\(\)>/);
  await isInert();

  await ana.switches('People', true);
  await tab.click('button', 'Host controls');
  await tab.click('switch', 'Waiting room');
  await tab.click('button', 'Done');
  await ana.switches('People', false);
  const waiting: Caller[] = [];
  for (const name of NASTY.slice(0, 2)) {
    const one = await Caller.connect(server.url);
    expect(await one.refusal('join', { room: 'inert-call', name, page: one.page })).toBe('waiting');
    waiting.push(one);
    await ana.reads(waiting.length === 1 ? /<script>hacked\(\)<\/script> wants to come in/ : /2 people want/);
    await isInert();
  }
  await tab.click('button', 'See who');
  await ana.reads(/Waiting to come in[^]*<script>hacked\(\)<\/script>[^]*<img src=x/);
  await isInert();
  for (const one of [caller, ...waiting]) one.leave();
  await ana.leaves();
  await ana.reads(/You left the hangout/);
  await isInert();
});

it('the titles of hangouts of one’s own, and of those one was in, are text', async () => {
  await tab.open(server.url);
  await tab.click('button', 'Plan or set one up');
  await tab.fill('Title', NASTY[3] ?? '');
  await tab.click('button', 'Create');
  await ana.reads(/Your hangout is ready[^]*<iframe srcdoc=/);
  await isInert();
  await tab.click('button', 'Done');
  await ana.reads(/Your hangouts[^]*<iframe srcdoc=/);
  await isInert();
  await tab.page.getByRole('link', { name: '<iframe srcdoc=' }).first().click();
  await ana.entersAs('Ana');
  await isInert();
  await ana.leaves();
  await ana.reads(/You left the hangout/);
  await isInert();
  await tab.click('button', 'Home');
  await ana.reads(/Recent hangouts[^]*<iframe srcdoc=/);
  await isInert();
});

it('a title and a name in the link are text', async () => {
  const response = await fetch(`${server.url}/api/v1/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'planned',
      title: NASTY[1],
      plan: { startsAt: Date.now() + 3_600_000, duration: 60 },
    }),
  });
  expect(response.status).toBe(201);
  const { room } = (await response.json()) as { room: string };
  await tab.open(`${server.url}/r/${room}?name=${encodeURIComponent(NASTY[2] ?? '')}`);
  await ana.reads(/<img src=x onerror=hacked\(\)>/);
  await isInert();
  for (const name of NASTY) {
    await tab.open(`${server.url}/r/${encodeURIComponent(name)}`);
    await isInert();
    await tab.open(`${server.url}/?${encodeURIComponent(name)}#${name}`);
    await isInert();
  }
});
