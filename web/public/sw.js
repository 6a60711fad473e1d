/*
 * Where the network does not answer, a page says so: the one that src/offline/keepPage.ts has put into the cache, in the
 * visitor's language. Whatever is no page goes past this worker.
 */
const KEPT = '/offline';

addEventListener('install', (event) => {
  event.waitUntil(
    Promise.all([
      skipWaiting(),
      // Browsers that know static routes do not even wake the worker for the rest.
      event
        .addRoutes?.({ condition: { not: { requestMode: 'navigate' } }, source: 'network' })
        .catch(() => undefined),
    ]),
  );
});

addEventListener('activate', (event) => {
  // The page is asked for while the worker wakes.
  event.waitUntil(Promise.all([clients.claim(), registration.navigationPreload?.enable()]));
});

addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(answer(event));
});

async function answer(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (error) {
    const kept = await caches.match(KEPT);
    if (kept === undefined) throw error;
    return kept;
  }
}
