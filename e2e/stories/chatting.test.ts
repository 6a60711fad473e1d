import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANA, BEN, FAY } from '../support/cast.js';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from '../support/chromium.js';
import { startFirefox } from '../support/firefox.js';
import { Line } from '../support/line.js';
import { Person } from '../support/person.js';
import { TestServer } from '../support/server.js';
import type { Browser } from '../support/tab.js';

let server: TestServer;
let chromium: ChromiumBrowser;
let firefox: Browser;
let line: Line;
let folder: string;
let anasTab: ChromiumTab;
let bensTab: ChromiumTab;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangouts-files-'));
  [server, chromium, firefox] = await Promise.all([
    TestServer.start(),
    startChromium({ looks: ANA }),
    startFirefox(FAY),
  ]);
  line = await Line.to(server.port);
  anasTab = await chromium.tab();
  bensTab = await chromium.tab();
  ana = Person.at(anasTab, 'Ana', ANA);
  ben = Person.at(bensTab, 'Ben', BEN);
  await ana.joins(`${line.url}/r/talk?cam=off`);
  await ben.joins(`${server.url}/r/talk?cam=off`);
});

afterAll(async () => {
  await Promise.all([chromium.close(), firefox.close()]);
  await line.cut();
  await server.stop();
  await rm(folder, { recursive: true });
});

interface Sent {
  path: string;
  bytes: Buffer;
}

/** A file of random bytes that somebody can send. */
async function file(name: string, size: number): Promise<Sent> {
  const sent = { path: join(folder, name), bytes: randomBytes(size) };
  await writeFile(sent.path, sent.bytes);
  return sent;
}

/** Waits until a file stands in somebody's chat, saves it, and checks that it is the one that was sent. */
async function fetches(reader: Person, tab: ChromiumTab, name: string, { bytes }: Sent): Promise<void> {
  await reader.reads(new RegExp(name));
  expect((await tab.download(`Download ${name}`)).equals(bytes)).toBe(true);
}

describe('writing', () => {
  it('reaches the others at once', async () => {
    await ana.writes('Hello Ben');
    await ben.switches('Chat', true);
    await ben.reads(/Hello Ben/);
    await ben.writes('Hello Ana');
    await ana.reads(/Hello Ana/);
  });

  it('is counted for who has the chat closed', async () => {
    await ben.switches('Chat', false);
    await ana.writes('Anybody reading?');
    await ben.buttonSays('Chat', /1 unread message/);
    await ben.switches('Chat', true);
    await ben.reads(/Anybody reading\?/);
  });

  it('links can be clicked, and nothing is HTML', async () => {
    await ana.writes('See https://example.org/a?b=1 and <img src=x onerror="document.title=1"><b>bold</b>');
    await ben.reads(/<img src=x onerror="document\.title=1"><b>bold<\/b>/);
    const seen = await ben.tab.run(() => {
      const log = document.querySelector('[role=log]');
      const links = [...(log?.querySelectorAll('a') ?? [])];
      return {
        links: links.map(({ href, rel, target }) => ({ href, rel, target })),
        elements: log?.querySelectorAll('b, img').length,
        title: document.title,
      };
    }, null);
    expect(seen.links).toEqual([
      { href: 'https://example.org/a?b=1', rel: expect.stringContaining('noopener'), target: '_blank' },
    ]);
    expect(seen.elements).toBe(0);
    expect(seen.title).not.toBe('1');
  });

  it('what could not be sent stands there until it is', async () => {
    await line.cut();
    await ana.isConnection('reconnecting');
    await ana.writes('Written in the dark');
    await ana.reads(/Written in the dark/);
    await line.mend();
    await ana.isConnection('connected');
    if (/Try again/.test(await ana.words())) await ana.tab.click('button', 'Try again');
    await ben.reads(/Written in the dark/);
  });
});

describe('files', () => {
  it('show how far they are, and can be fetched by the others', async () => {
    const sent = await file('holiday.bin', 5_000_000);
    await ana.tab.run(watchProgress, null);
    await ana.tab.choose([sent.path]);
    await ana.tab.click('button', 'Send');
    await fetches(ben, bensTab, 'holiday.bin', sent);
    const values = await ana.tab.run(progressSeen, null);
    expect(values.length).toBeGreaterThan(2);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
  });

  it('go on after the line was lost', async () => {
    const sent = await file('long.bin', 10_000_000);
    await ana.tab.choose([sent.path]);
    await ana.tab.click('button', 'Send');
    await ana.reads(/long\.bin/);
    await line.cut();
    await ana.isConnection('reconnecting');
    await line.mend();
    await ana.isConnection('connected');
    await fetches(ben, bensTab, 'long.bin', sent);
  });

  it('of no bytes, or too many, are refused in words', async () => {
    await ana.tab.choose([(await file('nothing.txt', 0)).path]);
    await ana.reads(/That file is empty/);
    await ana.tab.choose([(await file('large.bin', 10_000_001)).path]);
    await ana.reads(/A file can have at most 10 MB/);
  });
});

it('who comes late, with Firefox, reads what was written, and writes and sends too', async () => {
  const fay = await Person.in(firefox, 'Fay', FAY);
  await fay.joins(`${server.url}/r/talk?cam=off`);
  await fay.switches('Chat', true);
  await fay.reads(/Hello Ben[\s\S]*Hello Ana[\s\S]*holiday\.bin/);
  await fay.writes('Hello from Firefox');
  await ana.reads(/Hello from Firefox/);
  const sent = await file('fox.bin', 300_000);
  await fay.tab.choose([sent.path]);
  await fay.tab.click('button', 'Send');
  await fetches(ana, anasTab, 'fox.bin', sent);
});

type Watching = typeof globalThis & { hangoutsProgress?: number[] };

/** Begins to note the values of the page's progress bars; runs in the page. */
function watchProgress(): void {
  const seen: number[] = [];
  (globalThis as Watching).hangoutsProgress = seen;
  new MutationObserver(() => {
    const value = document.querySelector('progress')?.value;
    if (value !== undefined && value !== seen.at(-1)) seen.push(value);
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}

function progressSeen(): number[] {
  return (globalThis as Watching).hangoutsProgress ?? [];
}
