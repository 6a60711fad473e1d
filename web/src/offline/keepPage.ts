/** Keeps a page for when there is no network, or no server, in the language and theme of now. */
import { themeChoice } from '../controls/theme.js';
import { followLanguage, wordsNow } from '../language/language.js';
import { offlinePage } from './offlinePage.js';

/** Where public/sw.js looks for it. */
const KEPT = '/offline';

/**
 * Has the browser answer with the kept page where the server cannot be reached, from now on. Does nothing where the
 * browser has no service workers, or has none here: in a private window, or with a certificate that it does not trust.
 */
export async function keepOfflinePage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/sw.js');
    await keep();
  } catch {
    return;
  }
  followLanguage(() => void keep().catch(() => undefined));
  themeChoice.subscribe(() => void keep().catch(() => undefined));
}

async function keep(): Promise<void> {
  const theme = themeChoice.get();
  const page = await offlinePage(wordsNow(), theme === 'system' ? null : theme);
  const cache = await caches.open('offline');
  await cache.put(KEPT, page);
}
