import { describe, listen, longestGap, look, sinceLastFrame, type Sight } from './senses.js';
import type { Looks } from './media-files.js';
import type { Browser, Tab, Viewport } from './tab.js';
import { until, type UntilOptions } from './until.js';

/** Amplitude from which a tone counts as heard, and up to which it counts as silent; 1 is full scale. */
const HEARD = 0.01;
const SILENT = 0.002;
/** How dark a picture may be, 0 to 255. */
const BLACK = 16;
/** From when on a picture without a frame counts as standing still, in milliseconds: a camera has 15 a second. */
const PAUSE = 700;
/** How far a hue may stray on its way through the codec, in degrees. */
const HUE_TOLERANCE = 25;

/** Somebody who is seen and heard, as far as the others can tell them apart. */
export interface Known {
  name: string;
  /** The tone of their microphone, in Hz. */
  tone: number;
  /** The hue of their camera's picture in degrees, or null where it is of no one hue. */
  hue: number | null;
}

/** Somebody in front of a browser. */
export class Person implements Known {
  readonly tone: number;
  readonly hue: number | null;

  private constructor(
    readonly name: string,
    readonly tab: Tab,
    looks: { hue: number | null; tone: number },
  ) {
    this.tone = looks.tone;
    this.hue = looks.hue;
  }

  /** Sits somebody down in front of a tab. */
  static at(tab: Tab, name: string, looks: Looks | { hue: null; tone: number }): Person {
    return new Person(name, tab, looks);
  }

  /** Opens a new tab for somebody. */
  static async in(
    browser: Browser,
    name: string,
    looks: Looks | { hue: null; tone: number },
    viewport?: Viewport,
  ): Promise<Person> {
    return Person.at(await browser.tab(viewport), name, looks);
  }

  /** Opens a room's link, writes the name and presses "Join now". */
  async joins(url: string): Promise<void> {
    await this.tab.open(url);
    await this.entersAs(this.name);
  }

  /** In the lobby: writes a name and presses "Join now". */
  async entersAs(name: string): Promise<void> {
    await this.tab.fill('Your name', name);
    await this.tab.click('button', 'Join now');
    await this.isInCall();
  }

  /** After a reload: comes into the call again, over the lobby where the page asks. */
  async comesBackIn(): Promise<void> {
    const lobby = await this.#until(`${this.name} is in the lobby or in the call`, async () => {
      if ((await this.connection()) !== null) return 'call';
      return /Join now/.test(await this.words()) ? 'lobby' : null;
    });
    if (lobby === 'lobby') await this.tab.click('button', 'Join now');
    await this.isInCall();
  }

  /** Waits until the call is on and connected. */
  async isInCall(options?: UntilOptions): Promise<void> {
    await this.isConnection('connected', options);
  }

  /** Waits until the page says that it is connected like this. */
  async isConnection(state: 'connected' | 'reconnecting', options?: UntilOptions): Promise<void> {
    await this.#until(
      `${this.name} is ${state}`,
      async () => ((await this.connection()) === state ? true : null),
      options,
    );
  }

  /** The page's word for how it is connected, or null where there is no call. */
  connection(): Promise<string | null> {
    return this.tab.run(() => document.querySelector('main')?.dataset.connection ?? null, null);
  }

  /** Waits until the page says that this carries the media. */
  async isOnRung(rung: 'direct' | 'room', options?: UntilOptions): Promise<void> {
    await this.#until(
      `${this.name} is on the rung ${rung}`,
      async () => ((await this.rung()) === rung ? true : null),
      options,
    );
  }

  /** The page's word for what carries the media. */
  rung(): Promise<string | null> {
    return this.tab.run(() => document.querySelector('main')?.dataset['rung'] ?? null, null);
  }

  /** Waits until the picture in somebody's tile moves, is not black, and is theirs; gives it. */
  seesMoving(other: Known, options?: UntilOptions): Promise<Sight> {
    return this.#sees(other, 'camera', options);
  }

  /** Waits until the picture in somebody's tile has stood still and moved again since `watchFrames`. */
  async sawAPauseOf(other: Known): Promise<void> {
    await this.#until(`${this.name} saw a pause of ${other.name}`, async () =>
      (await this.tab.run(longestGap, other.name)) > PAUSE ? true : null,
    );
  }

  /** Waits until the picture in somebody's tile stands still. Needs `watchFrames`. */
  async seesStandStill({ name }: Known): Promise<void> {
    await this.#until(`${this.name} sees ${name} stand still`, async () =>
      (await this.tab.run(sinceLastFrame, name)) > PAUSE ? true : null,
    );
  }

  /** Waits until the preview of the lobby has a picture. */
  async seesPreview(): Promise<void> {
    await this.#until(`${this.name} sees the own picture`, () =>
      this.tab.run(() => ((document.querySelector('video')?.videoWidth ?? 0) > 0 ? true : null), null),
    );
  }

  /** Waits until somebody's screen is seen and is being sent. */
  async seesScreenOf(other: Known): Promise<Sight> {
    return this.#until(`${this.name} sees ${other.name}'s screen`, async () => {
      const sight = await this.tab.run(look, { name: other.name, source: 'screen' as const });
      return sight !== null && sight.light > BLACK ? sight : null;
    });
  }

  /** Waits until nobody's screen is shown. */
  async seesNoScreen(): Promise<void> {
    await this.#until(`${this.name} sees no screen`, () =>
      this.tab.run(() => (document.querySelector('[data-source=screen]') === null ? true : null), null),
    );
  }

  /** The id of the track in somebody's tile, which another track does not have. */
  trackOf({ name }: Known): Promise<string | null> {
    return this.tab.run((wanted) => {
      const tiles = [...document.querySelectorAll<HTMLElement>('[data-participant][data-source=camera]')];
      const source = tiles
        .find(({ dataset }) => dataset['name'] === wanted)
        ?.querySelector('video')?.srcObject;
      return source instanceof MediaStream ? (source.getVideoTracks()[0]?.id ?? null) : null;
    }, name);
  }

  /** Waits until somebody's picture comes by another track than before. */
  async seesAnotherTrackOf(other: Known, before: string | null): Promise<void> {
    await this.#until(`${this.name} sees ${other.name} by another track`, async () => {
      const track = await this.trackOf(other);
      return track === null || track === before ? null : track;
    });
  }

  /** Waits until the page plays the tones of all of these people. */
  hears(...others: readonly Known[]): Promise<true> {
    return this.#listens(`${this.name} hears ${namesOf(others)}`, others, (loudness) => loudness > HEARD);
  }

  /** Waits until nothing is heard of any of these people. */
  hearsNothingOf(...others: readonly Known[]): Promise<true> {
    return this.#listens(
      `${this.name} does not hear ${namesOf(others)}`,
      others,
      (loudness) => loudness < SILENT,
    );
  }

  /** Waits until the tiles of the call are of exactly these people. */
  async seesTilesOf(...names: readonly string[]): Promise<void> {
    const wanted = names.toSorted().join(', ');
    await this.#until(`${this.name} sees the tiles of ${wanted}`, async () => {
      const shown = await this.tiles();
      return shown.toSorted().join(', ') === wanted ? true : null;
    });
  }

  /** Waits until nobody of this name has a tile any more. */
  async seesNoTileOf(name: string, options?: UntilOptions): Promise<void> {
    await this.#until(
      `${this.name} sees no tile of ${name}`,
      async () => ((await this.tiles()).includes(name) ? null : (true as const)),
      options,
    );
  }

  /** The names on the tiles of the cameras. */
  tiles(): Promise<string[]> {
    return this.tab.run(() => {
      const tiles = document.querySelectorAll<HTMLElement>('[data-participant][data-source=camera]');
      return [...tiles].map(({ dataset }) => dataset.name ?? '');
    }, null);
  }

  /** The id that the room knows somebody by, as their tile has it. */
  async idOf(name: string): Promise<string> {
    return this.#until(`${this.name} sees a tile of ${name}`, () =>
      this.tab.run((wanted) => {
        const tiles = [...document.querySelectorAll<HTMLElement>('[data-participant]')];
        return tiles.find(({ dataset }) => dataset.name === wanted)?.dataset.participant ?? null;
      }, name),
    );
  }

  /** Waits until somebody's tile says this, in words that are seen or read out. */
  async tileSays(name: string, words: RegExp): Promise<void> {
    await this.#until(`the tile of ${name} says ${words} to ${this.name}`, async () =>
      words.test(await this.#tileWords(name)) ? true : null,
    );
  }

  /** Waits until somebody's tile no longer says this. */
  async tileSaysNoMore(name: string, words: RegExp): Promise<void> {
    await this.#until(`the tile of ${name} says ${words} no more to ${this.name}`, async () =>
      words.test(await this.#tileWords(name)) ? null : true,
    );
  }

  /** Waits until somebody's tile shows that they speak. */
  async seesSpeaking({ name }: Known): Promise<void> {
    await this.#until(`${this.name} sees ${name} speak`, () =>
      this.tab.run((wanted) => {
        const tiles = [...document.querySelectorAll<HTMLElement>('[data-participant][data-source=camera]')];
        const tile = tiles.find(({ dataset }) => dataset.name === wanted);
        return tile?.querySelector('[data-speaking=true]') ? (true as const) : null;
      }, name),
    );
  }

  /** Waits until somebody's tile has no picture: the avatar stands there. */
  async seesNoPictureOf(name: string): Promise<void> {
    await this.#until(`${this.name} sees no picture of ${name}`, () =>
      this.tab.run((wanted) => {
        const tiles = [...document.querySelectorAll<HTMLElement>('[data-participant][data-source=camera]')];
        const tile = tiles.find(({ dataset }) => dataset.name === wanted);
        return tile !== undefined && tile.querySelector('video') === null ? (true as const) : null;
      }, name),
    );
  }

  /** Waits until the page says this somewhere. */
  async reads(words: RegExp, options?: UntilOptions): Promise<void> {
    await this.#until(
      `${this.name} reads ${words}`,
      async () => (words.test(await this.words()) ? true : null),
      options,
    );
  }

  /** Waits until the page no longer says this anywhere. */
  async readsNoMore(words: RegExp): Promise<void> {
    await this.#until(`${this.name} reads ${words} no more`, async () =>
      words.test(await this.words()) ? null : true,
    );
  }

  /** Everything that the page says. */
  words(): Promise<string> {
    return this.tab.run(() => document.body.innerText, null);
  }

  /** Presses a toggle button of the call or the lobby until it is on or off. */
  async switches(name: string, on: boolean): Promise<void> {
    if ((await this.isOn(name)) !== on) await this.tab.click('button', name);
    await this.#until(`${name} is ${on ? 'on' : 'off'} for ${this.name}`, async () =>
      (await this.isOn(name)) === on ? true : null,
    );
  }

  /** Whether a button is there and can be pressed. */
  canPress(name: string): Promise<boolean> {
    return this.tab.run((wanted) => {
      const buttons = [...document.querySelectorAll('button')];
      return buttons.some((button) => button.innerText.trim() === wanted && !button.disabled);
    }, name);
  }

  /** Waits until a button is described like this. */
  async buttonSays(name: string, words: RegExp): Promise<void> {
    await this.#until(`the button ${name} says ${words} to ${this.name}`, async () => {
      const description = await this.tab.run((wanted) => {
        const id = document.querySelector(`button[aria-label="${wanted}"]`)?.getAttribute('aria-describedby');
        return document.getElementById(id ?? '')?.textContent ?? '';
      }, name);
      return words.test(description) ? true : null;
    });
  }

  /** Whether a toggle button is pressed; null where there is none. */
  isOn(name: string): Promise<boolean | null> {
    return this.tab.run((wanted) => {
      const buttons = [...document.querySelectorAll('button[aria-pressed]')];
      const labelled = buttons.find((button) => button.getAttribute('aria-label') === wanted);
      return labelled === undefined ? null : labelled.getAttribute('aria-pressed') === 'true';
    }, name);
  }

  /** Writes a line in the chat, which is opened where it is closed. */
  async writes(text: string): Promise<void> {
    await this.switches('Chat', true);
    await this.tab.fill('Message', text);
    await this.tab.press('Enter');
  }

  /** Waits until something of this role and accessible name is there; `name` may stand in a text too. */
  async findsNamed(role: string, name: string): Promise<void> {
    await this.#until(`${this.name} finds the ${role} ${name}`, () =>
      this.tab.run(
        (wanted) => {
          const tags: Record<string, string> = { button: 'button', list: 'ul, ol', link: 'a[href]' };
          const all = document.querySelectorAll(`[role=${wanted.role}], ${tags[wanted.role] ?? '_'}`);
          const named = (element: Element) =>
            (element.getAttribute('aria-label') ?? (element as HTMLElement).innerText ?? '').includes(
              wanted.name,
            );
          return [...all].some(named) ? (true as const) : null;
        },
        { role, name },
      ),
    );
  }

  /** Opens the menu of the newest message that holds these words, and chooses from it. */
  async chooses(item: string, words: string): Promise<void> {
    const place = await this.#until(`${this.name} sees the message ${words}`, () =>
      this.tab.run((wanted) => {
        const messages = [...document.querySelectorAll<HTMLElement>('[role=log] article')];
        // What it answers stands in it as a button.
        const wordsOf = (article: HTMLElement) =>
          [...article.querySelectorAll('button')].reduce(
            (rest, { innerText }) => rest.replace(innerText, ''),
            article.innerText,
          );
        const message = messages.findLast((article) => wordsOf(article).includes(wanted));
        const button = message?.querySelector<HTMLElement>('button[aria-haspopup=menu]');
        if (!button) return null;
        button.scrollIntoView({ block: 'nearest' });
        const { left, top, width, height } = button.getBoundingClientRect();
        const at = { x: left + width / 2, y: top + height / 2 };
        // Nothing may lie over it.
        return button.contains(document.elementFromPoint(at.x, at.y)) ? at : null;
      }, words),
    );
    await this.tab.clickAt(place);
    await this.tab.click('menuitem', item);
  }

  /** Opens the panel that says how the call goes. */
  async opensCallQuality(): Promise<void> {
    await this.tab.click('button', 'More');
    await this.tab.click('menuitem', 'Call quality');
    await this.reads(/Person by person/);
  }

  /** Leaves by the button. */
  async leaves(): Promise<void> {
    await this.tab.click('button', 'Leave');
  }

  #tileWords(name: string): Promise<string> {
    return this.tab.run((wanted) => {
      const tiles = [...document.querySelectorAll<HTMLElement>('[data-participant][data-source=camera]')];
      const tile = tiles.find(({ dataset }) => dataset.name === wanted);
      if (tile === undefined) return '';
      const labels = [...tile.querySelectorAll('[aria-label], title')];
      return [tile.innerText, ...labels.map((one) => one.getAttribute('aria-label') ?? one.textContent)].join(
        ' ',
      );
    }, name);
  }

  /** Waits; where it was in vain, the message tells what is on the page. */
  #until<Value>(
    what: string | (() => string),
    ask: () => Promise<Value | null> | Value | null,
    options?: UntilOptions,
  ): Promise<Value> {
    const told = async () =>
      `${typeof what === 'string' ? what : what()}, in:\n${await this.tab.run(describe, null).catch(String)}`;
    return until(told, ask, options);
  }

  #sees(other: Known, source: 'camera' | 'screen', options?: UntilOptions): Promise<Sight> {
    let last: Sight | null = null;
    const what = () => `${this.name} sees ${other.name} move; last seen: ${JSON.stringify(last)}`;
    return this.#until(
      what,
      async () => {
        last = await this.tab.run(look, { name: other.name, source });
        if (last === null || last.frames < 5 || !last.moved || last.light <= BLACK) return null;
        return other.hue === null || apart(last.hue, other.hue) < HUE_TOLERANCE ? last : null;
      },
      options,
    );
  }

  #listens(what: string, others: readonly Known[], fits: (loudness: number) => boolean): Promise<true> {
    const tones = others.map(({ tone }) => tone);
    let last: number[] = [];
    return this.#until(
      () => `${what}; last heard: ${last.map((loudness) => loudness.toFixed(4)).join(', ')}`,
      async () => {
        last = await this.tab.run(listen, tones);
        return last.every(fits) ? (true as const) : null;
      },
    );
  }
}

function namesOf(people: readonly Known[]): string {
  return people.map(({ name }) => name).join(' and ');
}

/** How far two hues are apart, in degrees. */
function apart(one: number, other: number): number {
  const difference = Math.abs(one - other) % 360;
  return Math.min(difference, 360 - difference);
}
