import type { ChromiumTab } from './chromium.js';
import type { Role } from './tab.js';
import { until } from './until.js';

/** More stops than any page of ours has. */
const MOST_STOPS = 80;

/** Somebody without a mouse. At every stop they see where they are. */
export class Keyboard {
  constructor(private readonly tab: ChromiumTab) {}

  /** Goes from stop to stop until something of this role and name is focused. */
  async goTo(role: Role, name: string): Promise<void> {
    const wanted = this.tab.page.getByRole(role, { name, exact: true });
    await wanted.waitFor();
    const passed: string[] = [];
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await this.press('Tab');
      passed.push(await this.#seesWhere());
    }
    throw new Error(`Tab never came to the ${role} "${name}", but to: ${passed.join(', ')}`);
  }

  /** Goes somewhere and presses it. */
  async uses(role: Role, name: string): Promise<void> {
    await this.goTo(role, name);
    await this.press('Enter');
  }

  /** Goes down in the open menu, and takes what stands there. */
  async takes(item: string): Promise<void> {
    const wanted = this.tab.page.getByRole('menuitem', { name: item, exact: true });
    await until(`the menu's "${item}" has the focus`, async () => {
      if (await wanted.evaluate((element) => element.contains(document.activeElement))) return true;
      await this.press('ArrowDown');
      return null;
    });
    await this.press('Enter');
  }

  async press(key: string): Promise<void> {
    await this.tab.page.keyboard.press(key);
  }

  async types(text: string): Promise<void> {
    await this.tab.page.keyboard.type(text);
  }

  /** What has the focus is in sight, nothing lies over it, and a ring is around it (WCAG 2.2: 2.4.7, 2.4.11). */
  async #seesWhere(): Promise<string> {
    let problem: string | null = null;
    try {
      return await until('what has the focus can be seen', async () => {
        const at = await this.#whereIs();
        problem = at.problem;
        return problem === null ? at.name : null;
      });
    } catch (error) {
      throw new Error(problem ?? 'nothing has the focus', { cause: error });
    }
  }

  #whereIs(): Promise<{ name: string; problem: string | null }> {
    return this.tab.page.evaluate(async () => {
      const focused = document.activeElement;
      // What had it was taken away: the page's heading has it, which is read out and is no stop.
      if (focused === null || focused.matches('body, h1')) return { name: 'the page', problem: null };
      // What a ring is on its way to is not there yet.
      await Promise.allSettled(focused.getAnimations().map(({ finished }) => finished));
      const called = focused.getAttribute('aria-label') ?? focused.textContent?.trim().slice(0, 40);
      const said = `${focused.tagName.toLowerCase()} "${called}"`;
      const { left, top, right, bottom } = focused.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight)
        return { name: said, problem: `${said} is out of sight` };
      const over = document.elementFromPoint(x, y);
      const near = focused.closest('label') ?? focused;
      if (over && !near.contains(over) && !over.contains(focused)) {
        return { name: said, problem: `${said} is under ${over.outerHTML.slice(0, 100)}` };
      }
      const box = focused.parentElement;
      const places = [focused, box, box?.parentElement, focused.closest('label')];
      const styles = places.flatMap((place) => (place ? [getComputedStyle(place)] : []));
      // What is larger than itself has it around all of that.
      const all = getComputedStyle(focused, '::after');
      if (all.content !== 'none') styles.push(all);
      const ringed = styles.some(
        ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      );
      return { name: said, problem: ringed ? null : `${said} has no ring` };
    });
  }
}
