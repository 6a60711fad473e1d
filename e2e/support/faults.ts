import axe from 'axe-core';
import type { ChromiumTab } from './chromium.js';

/** WCAG 2.2, levels A and AA, and what the rules before it asked for. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page as it stands, in words. */
export async function faults({ page }: ChromiumTab): Promise<string[]> {
  // What is on its way to another colour has not got its contrast yet.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (rules) => (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: rules }),
    RULES,
  );
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.map(({ html, any }) => `${html} ${any.map(({ message }) => message).join(' ')}`);
    return `${id} (${help}): ${where.join(' | ')}`;
  });
}
