/**
 * What a screen reader says on its own: words that come into a polite live region that stood there before them. A region
 * that comes with its words in it is not heard by all of them. These functions run in the page.
 */

type Hearing = typeof globalThis & { hangoutsHeard?: string[] };

/** Listens from the first moment of the page on. */
export function listenForAnnouncements(): void {
  const page: Hearing = globalThis;
  const heard: string[] = [];
  page.hangoutsHeard = heard;
  const isPolite = (node: Node) => {
    const element = node instanceof Element ? node : node.parentElement;
    const region = element?.closest('[aria-live], [role=status], [role=log], output');
    return region ? (region.getAttribute('aria-live') ?? 'polite') === 'polite' : false;
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (!isPolite(target)) continue;
      // What goes is not said (WAI-ARIA 1.2, aria-relevant).
      const words = type === 'characterData' ? [target] : [...addedNodes];
      heard.push(...words.map((node) => node.textContent ?? ''));
    }
  }).observe(document, { childList: true, characterData: true, subtree: true });
}

/** All that was said so far, oldest first. */
export function announcements(): string[] {
  const page: Hearing = globalThis;
  return page.hangoutsHeard ?? [];
}
