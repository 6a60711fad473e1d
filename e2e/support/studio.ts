/** Where pictures of the product are taken: browsers with somebody drawn before the camera, and tabs to photograph. */
import { join } from 'node:path';
import { startChromium, type ChromiumBrowser, type ChromiumTab } from './chromium.js';
import { paintCamera } from './painted-camera.js';
import { Person } from './person.js';
import type { Viewport } from './tab.js';

/** Who is in the pictures: each is somebody of the first page's, with a tone of their own; nobody is told by a hue. */
const CAST = {
  Ana: { tone: 500, drawn: 2 },
  Ben: { tone: 700, drawn: 1 },
  Mei: { tone: 900, drawn: 3 },
  سلمى: { tone: 1_100, drawn: 0 },
} as const;
export type Name = keyof typeof CAST;

export interface Sitter {
  tab: ChromiumTab;
  person: Person;
}

interface Sitting {
  viewport: Viewport;
  /** Touched by fingers, as a telephone is. */
  phone?: boolean;
  dark?: boolean;
}

export class Studio {
  readonly #browsers: ChromiumBrowser[] = [];

  /** @param paintings a folder for what cameras see; @param album the folder that the pictures go to */
  constructor(
    private readonly home: string,
    private readonly paintings: string,
    private readonly album: string,
  ) {}

  /** A browser with a camera of its own, which shows somebody drawn. */
  async browserOf(name: Name, language = 'en-US'): Promise<(sitting: Sitting) => Promise<Sitter>> {
    const { tone, drawn } = CAST[name];
    const camera = join(this.paintings, `${drawn}.y4m`);
    const painter = await startChromium({ looks: null });
    await paintCamera(await painter.tab(), this.home, drawn, camera);
    await painter.close();
    const browser = await startChromium({ looks: { hue: 0, tone, camera }, language });
    this.#browsers.push(browser);
    return async ({ viewport, phone = false, dark = false }) => {
      const tab = await browser.tab(viewport);
      await tab.page.emulateMedia({ reducedMotion: 'reduce', colorScheme: dark ? 'dark' : 'light' });
      if (phone) {
        await tab.fingers();
        await tab.prepare(shareNothing, null);
      }
      await tab.prepare(nameDevices, null);
      return { tab, person: Person.at(tab, name, { hue: null, tone }) };
    };
  }

  /** What moves comes to rest first, what was said in passing has passed, and the pointer is nowhere. */
  async photograph(tab: ChromiumTab, name: string): Promise<void> {
    await tab.page.mouse.move(0, 0);
    await tab.run(atRest, null);
    await tab.screenshot(join(this.album, `${name}.png`));
  }

  async close(): Promise<void> {
    await Promise.all(this.#browsers.map((browser) => browser.close()));
  }
}

/** Browsers of telephones share no screen, and have no windows for pictures alone. Runs in the page. */
function shareNothing(): void {
  Reflect.deleteProperty(MediaDevices.prototype, 'getDisplayMedia');
  Reflect.deleteProperty(globalThis, 'documentPictureInPicture');
}

/** Chromium calls a fake camera by its file. Runs in the page. */
function nameDevices(): void {
  const names: Partial<Record<MediaDeviceKind, string>> = { videoinput: 'HD webcam', audioinput: 'Headset' };
  const { prototype } = MediaDeviceInfo;
  const label = Object.getOwnPropertyDescriptor(prototype, 'label');
  Object.defineProperty(prototype, 'label', {
    get(this: MediaDeviceInfo) {
      return names[this.kind] ?? label?.get?.call(this);
    },
  });
}

/** Waits until what is said in passing has gone, and nothing moves. Runs in the page. */
async function atRest(): Promise<void> {
  const said = '[role=alert] > *, [aria-live=polite] > [class*=toast]';
  while (document.querySelector(said) !== null) await new Promise(requestAnimationFrame);
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  // Drawn in software, what came last may be a few frames late.
  for (let drawn = 0; drawn < 30; drawn += 1) await new Promise(requestAnimationFrame);
}
