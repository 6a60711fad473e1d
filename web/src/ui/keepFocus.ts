/**
 * From now on the focus goes somewhere when what has it is taken away: a keyboard would otherwise begin again at the
 * page's start, and a screen reader would fall silent. The browser says nothing of it by itself. It goes to the page's
 * heading, or where what was taken away stood within an element with `data-focus-then`, to what has that id.
 */
export function keepFocus(): void {
  let last: Element | null = null;
  let then = '';
  addEventListener('focusin', ({ target }) => {
    // A menu hands it back by itself, a moment after it has gone: to what opened it, where that is there still.
    if (inMenu(target)) return;
    last = target instanceof Element ? target : null;
    then = last?.closest<HTMLElement>('[data-focus-then]')?.dataset['focusThen'] ?? '';
  });
  addEventListener('focusout', ({ target }) => {
    // Who has clicked beside it has left it. Whether it only goes is known a moment later; it may be hidden before, or out of use.
    queueMicrotask(() => {
      if (last !== target || last === null || last === document.activeElement) return;
      if (inMenu(document.activeElement)) return;
      if (last.getClientRects().length > 0 && !last.matches(':disabled')) last = null;
    });
  });
  new MutationObserver(() => {
    if (last === null || last.isConnected) return;
    last = null;
    const named = then;
    // Whoever took it away may have a better place for it, which is drawn with the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => goOn(named)));
  }).observe(document.body, { childList: true, subtree: true });
}

function inMenu(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=menu]') !== null;
}

function goOn(named: string): void {
  const places = [
    document.getElementById(named),
    // What an open dialog covers takes nothing.
    ...document.querySelectorAll<HTMLElement>('dialog[open] h2, h1'),
  ];
  for (const place of places) {
    if (document.activeElement !== document.body) return;
    if (place === null) continue;
    if (place.tabIndex < 0) place.tabIndex = -1;
    // What is hidden does not take it.
    place.focus({ preventScroll: true });
  }
}
