import { launch, type Browser as Puppeteer, type Page } from 'puppeteer-core';
import type { Looks } from './media-files.js';
import type { Namespace } from './namespace.js';
import { freePorts } from './ports.js';
import {
  CHAT_FILES,
  expressionOf,
  fileInput,
  PATIENCE,
  type Browser,
  type Place,
  type Role,
  type Tab,
} from './tab.js';

/** The browser as Debian's package installs it. */
const FIREFOX = '/usr/bin/firefox-esr';

const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  // As many as the cameras of the others have; drawn in software, each more costs the machine.
  'media.navigator.video.default_fps': 15,
  'layout.frame_rate': 30,
};

/**
 * Starts a Firefox, on another device where one is given. Its fake camera is Firefox's own; its microphone has the tone
 * that is asked for. `preferences` as about:config has them.
 */
export async function startFirefox(
  { tone }: Pick<Looks, 'tone'>,
  preferences: Record<string, boolean> = {},
  device: Namespace | null = null,
): Promise<Browser> {
  const debuggingPort = device === null ? 0 : await freePorts();
  const forward = await device?.forward(debuggingPort);
  const browser = await launch({
    browser: 'firefox',
    executablePath: (await device?.on(FIREFOX)) ?? FIREFOX,
    headless: true,
    acceptInsecureCerts: true,
    debuggingPort,
    extraPrefsFirefox: { ...PREFERENCES, ...preferences, 'media.navigator.audio.fake_frequency': tone },
  });
  return {
    async tab(viewport = { width: 1000, height: 700 }) {
      const page = await newPage(browser);
      await page.setViewport(viewport);
      page.setDefaultTimeout(PATIENCE);
      return new FirefoxTab(page);
    },
    async close() {
      await browser.close();
      forward?.close();
    },
  };
}

/** A page in a container of its own: tabs of one container share what they keep. */
async function newPage(browser: Puppeteer): Promise<Page> {
  const context = await browser.createBrowserContext();
  return context.newPage();
}

class FirefoxTab implements Tab {
  constructor(private readonly page: Page) {}

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
    await this.page.evaluateOnNewDocument(expressionOf(task, argument));
  }

  async run<Argument, Result>(
    task: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result> {
    // Puppeteer knows no type of what a text evaluates to.
    return (await this.page.evaluate(expressionOf(task, argument))) as Result;
  }

  async click(role: Role, name: string): Promise<void> {
    await this.page.locator(byRole(role, name)).click();
  }

  async clickAt({ x, y }: Place): Promise<void> {
    await this.page.mouse.click(x, y);
  }

  async fill(name: string, text: string): Promise<void> {
    await this.page.locator(byRole('textbox', name)).fill(text);
  }

  async select(name: string, option: string): Promise<void> {
    const box = await this.page.waitForSelector(byRole('combobox', name));
    const value = await box?.evaluate((element, wanted) => {
      const options = element instanceof HTMLSelectElement ? [...element.options] : [];
      return options.find(({ label }) => label === wanted)?.value ?? null;
    }, option);
    if (box === null || value === null || value === undefined) throw new Error(`no ${option} in ${name}`);
    await box.select(value);
  }

  async press(key: 'Enter' | 'Escape'): Promise<void> {
    await this.page.keyboard.press(key);
  }

  async choose(paths: readonly string[], field = CHAT_FILES): Promise<void> {
    const found = await this.page.$(fileInput(field));
    const input = await found?.toElement('input');
    if (input === undefined) throw new Error('the page has no file input');
    await input.uploadFile(...paths);
  }

  async screenshot(path: `${string}.png`): Promise<void> {
    await this.page.screenshot({ path });
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

function byRole(role: Role, name: string): string {
  return `::-p-aria([name=${JSON.stringify(name)}][role="${role}"])`;
}
