import type { Page } from 'playwright-core';

/** How far one frame scrolls, in CSS pixels: a wheel that is spun. */
const STEP = 400;

/**
 * Scrolls what a selector finds from its end towards its beginning, a step a frame, and on from the end again where it
 * comes there; gives the times between the frames, in milliseconds.
 */
export function scrollThrough(page: Page, selector: string, frames: number): Promise<number[]> {
  return page.evaluate(
    async ({ selector: found, count, step }) => {
      const box = document.querySelector(found);
      if (box === null) throw new Error(`nothing is ${found}`);
      box.scrollTop = box.scrollHeight;
      const times: number[] = [];
      let last = await new Promise<number>(requestAnimationFrame);
      while (times.length < count) {
        box.scrollTop = box.scrollTop < step ? box.scrollHeight : box.scrollTop - step;
        const now = await new Promise<number>(requestAnimationFrame);
        times.push(now - last);
        last = now;
      }
      box.scrollTop = box.scrollHeight;
      return times;
    },
    { selector, count: frames, step: STEP },
  );
}
