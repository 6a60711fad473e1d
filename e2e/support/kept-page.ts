import type { ChromiumTab } from './chromium.js';
import { until } from './until.js';

/** Waits until a browser has what it shows where the network does not answer. */
export async function keepsPage({ page }: ChromiumTab): Promise<void> {
  await until('the page for later is kept', () =>
    page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      return active?.state === 'activated' && (await caches.match('/offline')) !== undefined ? true : null;
    }),
  );
}
