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
    /** While a mouse is down, and as long as what its click does has not been done. */
    let clicking = false;
    /** What was clicked since the last key: what a click opened may give the focus back to it. */
    const clicked = new Set<Element | null>();
    let timer: ReturnType<typeof setTimeout>;
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || !target.matches(CLICKED)) return;
      if (!clicking && !clicked.has(target)) return;
      // Once all who hear of it have.
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (document.activeElement === target && target.closest(KEPT) === null) target.blur();
      });
    };
    const onPointerDown = ({ pointerType, target }: PointerEvent) => {
      clicking = pointerType === 'mouse';
      if (clicking && target instanceof Element) clicked.add(target.closest(CLICKED));
    };
    const onKeyDown = () => {
      clicking = false;
      clicked.clear();
    };
    addEventListener('pointerdown', onPointerDown, options);
    addEventListener('pointerup', () => setTimeout(() => (clicking = false)), options);
    addEventListener('keydown', onKeyDown, options);
    addEventListener('focusin', onFocus, options);
    return () => {
      clearTimeout(timer);
      over.abort();
    };
  }, []);
}
