import { readFile } from 'node:fs/promises';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { Fingers } from './fingers.js';
import { mediaFiles, type Looks } from './media-files.js';
import {
  CHAT_FILES,
  fileInput,
  expressionOf,
  PATIENCE,
  type Browser,
  type Place,
  type Role,
  type Tab,
  type Viewport,
} from './tab.js';

/** The browser as Debian's package installs it. */
export const CHROMIUM = '/usr/bin/chromium';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export interface ChromiumOptions {
  /** Camera and microphone; null for a computer without any. */
  looks: Looks | null;
  /**
   * What the browser says when the page asks for a device: `all` gives them without asking, a list gives those
   * and refuses the others.
   */
  grants?: 'all' | readonly ('camera' | 'microphone')[];
  /** Whether sound plays before the person has touched the page. */
  autoplay?: boolean;
  /** The program to start, where it is not the installed Chromium itself. */
  executable?: string;
  /** Flags besides the usual. */
  flags?: readonly string[];
  dark?: boolean;
  /** The language that the browser asks for, a BCP 47 tag; English where it is not said. */
  language?: string;
  /** Where its clock is, by its name in the IANA time zone database; where this machine is, if it is not said. */
  timeZone?: string;
}

/** Starts a Chromium with a camera and a microphone that nobody else has. */
export async function startChromium(options: ChromiumOptions): Promise<ChromiumBrowser> {
  const { looks, grants = 'all', autoplay = true, flags = [] } = options;
  const args = [...FLAGS, ...flags];
  if (looks !== null) {
    const files = await mediaFiles(looks);
    args.push('--use-fake-device-for-media-stream');
    args.push(`--use-file-for-fake-video-capture=${files.camera}`);
    args.push(`--use-file-for-fake-audio-capture=${files.microphone}`);
  }
  if (grants === 'all') args.push('--use-fake-ui-for-media-stream');
  if (autoplay) args.push('--autoplay-policy=no-user-gesture-required');
  const browser = await chromium.launch({ executablePath: options.executable ?? CHROMIUM, args });
  const contexts = async (viewport: Viewport) => {
    const context = await browser.newContext({
      viewport,
      userAgent: userAgentOf(browser.version()),
      // Stands for the person who accepts the server's own certificate.
      ignoreHTTPSErrors: true,
      colorScheme: options.dark === true ? 'dark' : 'light',
      locale: options.language ?? 'en-US',
      ...(options.timeZone === undefined ? {} : { timezoneId: options.timeZone }),
    });
    context.setDefaultTimeout(PATIENCE);
    if (grants !== 'all') await context.grantPermissions([...grants]);
    return context;
  };
  return {
    async tab(viewport = { width: 1000, height: 700 }) {
      const context = await contexts(viewport);
      return new ChromiumTab(context, await context.newPage());
    },
    async processes() {
      const protocol = await browser.newBrowserCDPSession();
      const { processInfo } = await protocol.send('SystemInfo.getProcessInfo');
      return processInfo.map(({ id }) => id);
    },
    close: () => browser.close(),
  };
}

/**
 * How a Chromium with a window calls itself. Without one it says "HeadlessChrome", by which it is not known as a
 * Chromium where the page is not secure and has no other way to tell.
 */
function userAgentOf(version: string): string {
  const [major] = version.split('.');
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;
}

export interface ChromiumBrowser extends Browser {
  tab(viewport?: Viewport): Promise<ChromiumTab>;
  /** The ids of its processes. */
  processes(): Promise<number[]>;
}

export class ChromiumTab implements Tab {
  #protocol: Promise<CDPSession> | null = null;

  constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  url(): string {
    return this.page.url();
  }

  async prepare<Argument>(task: (argument: Argument) => void, argument: Argument): Promise<void> {
    await this.page.addInitScript({ content: expressionOf(task, argument) });
  }

  /** By the browser's own protocol, because Playwright's `evaluate` counts as a click: it lets sound play. */
  async run<Argument, Result>(
    task: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result> {
    this.#protocol ??= this.context.newCDPSession(this.page);
    const { result, exceptionDetails } = await (
      await this.#protocol
    ).send('Runtime.evaluate', {
      expression: expressionOf(task, argument),
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  }

  async click(role: Role, name: string): Promise<void> {
    await this.page.getByRole(role, { name, exact: true }).click();
  }

  async clickAt({ x, y }: Place): Promise<void> {
    await this.page.mouse.click(x, y);
  }

  async fill(name: string, text: string): Promise<void> {
    await this.page.getByRole('textbox', { name, exact: true }).fill(text);
  }

  async press(key: 'Enter' | 'Escape'): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async select(name: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name, exact: true }).selectOption({ label: option });
  }

  async choose(paths: readonly string[], field = CHAT_FILES): Promise<void> {
    await this.page.locator(fileInput(field)).setInputFiles([...paths]);
  }

  /** From here on the tab is one of a telephone, touched by fingers. */
  async fingers(): Promise<Fingers> {
    return Fingers.on(await this.context.newCDPSession(this.page));
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** A copy of the tab, with what the tab keeps for itself, as the browser's "Duplicate" makes one. */
  async duplicate(): Promise<ChromiumTab> {
    const opened = this.context.waitForEvent('page');
    await this.run((url) => void window.open(url), this.url());
    return new ChromiumTab(this.context, await opened);
  }

  /** Clicks a button that saves a file, and gives what was saved. */
  async download(button: string): Promise<Buffer> {
    const [bytes] = await Promise.all([this.saves(), this.click('button', button)]);
    return bytes;
  }

  /** Waits for the page to save a file, and gives what was saved. */
  async saves(): Promise<Buffer> {
    const download = await this.page.waitForEvent('download');
    return readFile(await download.path());
  }

  async close(): Promise<void> {
    await this.page.close();
    if (this.context.pages().length === 0) await this.context.close();
  }
}
