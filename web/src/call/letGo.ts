import { useEffect } from 'react';

/** What has no keys of its own beyond Enter and the space bar; in a dialog or a menu the focus stays where it is. */
const CLICKED = 'main :is(button:not([data-arrows]), a[href])';
const KEPT = 'dialog, [role=dialog], [role=menu]';

/**
 * A button that was clicked with a mouse does not keep the focus, while the call is on the page: who clicks goes on with
 * the keys of the call, which never act on what has the focus. The browser still goes on from there at the next Tab.
 * Where the focus came by keyboard or by a screen reader it stays.
 */
export function useLetGo(): void {
  useEffect(() => {
    const over = new AbortController();
    const options = { signal: over.signal, capture: true };
    let mouse = false;
    let timer: ReturnType<typeof setTimeout>;
    const onFocus = ({ target }: FocusEvent) => {
      if (!mouse || !(target instanceof HTMLElement) || !target.matches(CLICKED)) return;
      // Once all who hear of it have: what the click opens may give the focus back to it.
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (document.activeElement === target && target.closest(KEPT) === null) target.blur();
      });
    };
    addEventListener('pointerdown', ({ pointerType }) => (mouse = pointerType === 'mouse'), options);
    addEventListener('keydown', () => (mouse = false), options);
    addEventListener('focusin', onFocus, options);
    return () => {
      clearTimeout(timer);
      over.abort();
    };
  }, []);
}
