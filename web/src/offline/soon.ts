import { withWords } from '../language/language.js';

/**
 * Keeps the page for when the server cannot be reached, once nothing else is waited for. Where its code cannot be fetched,
 * the next visit does.
 */
export function keepPageSoon(): void {
  const whenIdle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 2_000));
  whenIdle(() => {
    withWords('offline', () => import('./keepPage.js')).then(
      ({ keepOfflinePage }) => keepOfflinePage(),
      () => undefined,
    );
  });
}
