import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** WCAG 2.2, levels A and AA, what the rules before it asked for, and what is good practice besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What depends on colours, and so on whether it is day or night. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds on the page as it stands, by day and by night, in words. */
export async function faults({ page }: { page: Page }): Promise<string[]> {
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const [now, other] = isDark ? (['dark', 'light'] as const) : (['light', 'dark'] as const);
  const found = await findings(page, { type: 'tag', values: RULES });
  await page.evaluate(holdTransitions);
  await page.emulateMedia({ colorScheme: other });
  const elsewise = await findings(page, { type: 'rule', values: COLOURS });
  await page.emulateMedia({ colorScheme: now });
  await page.evaluate(letTransitionsGo);
  return [...found, ...elsewise.map((words) => `${other}: ${words}`)];
}

/** Goes on where something is found, so that all of it is told at once. `state` says what is on the page. */
export async function isClean(tab: { page: Page }, state: string): Promise<void> {
  expect.soft(await faults(tab), state).toEqual([]);
}

async function findings(page: Page, runOnly: axe.RunOnly): Promise<string[]> {
  await page.evaluate(atRest);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (only) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run({
        runOnly: only,
        // An open menu has the focus until it closes, and stands in no part of the page.
        rules: { region: { enabled: document.querySelector('[role=menu]') === null } },
      }),
    runOnly,
  );
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.map(({ html, any }) => `${html} ${any.map(({ message }) => message).join(' ')}`);
    return `${id} (${help}): ${where.join(' | ')}`;
  });
}

/**
 * From here on colours change at once. Where each element has its transition, what inherits a colour begins when what it
 * has it from has come to its end, one after the other. Runs in the page.
 */
function holdTransitions(): void {
  const style = new CSSStyleSheet();
  style.replaceSync('*, *::before, *::after { transition: none !important }');
  document.adoptedStyleSheets.push(style);
}

/** Once the colours of now are drawn. Runs in the page. */
async function letTransitionsGo(): Promise<void> {
  for (let drawn = 0; drawn < 2; drawn += 1) await new Promise(requestAnimationFrame);
  document.adoptedStyleSheets.pop();
}

/**
 * Waits until nothing is on its way to another colour: it has not got its contrast yet. What turns for ever never comes to
 * an end. Runs in the page.
 */
async function atRest(): Promise<void> {
  await new Promise(requestAnimationFrame);
  const ends = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ends.map(({ finished }) => finished));
}
