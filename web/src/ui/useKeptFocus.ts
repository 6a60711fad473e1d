import { useEffect, type RefObject } from 'react';

/**
 * When what has the focus within `box` is taken away, `fallback` has it: a keyboard would otherwise begin again at the
 * page's start, and a screen reader would fall silent. The browser says nothing of it by itself.
 */
export function useKeptFocus(
  box: RefObject<HTMLElement | null>,
  fallback: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let last: EventTarget | null = null;
    let frame = 0;
    const onFocus = ({ target }: FocusEvent) => {
      last = target;
    };
    const observer = new MutationObserver(() => {
      if (!(last instanceof Node) || last.isConnected) return;
      last = null;
      // Whoever took it away may have a better place for it, which is drawn with the next frame.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          if (document.activeElement === document.body) fallback.current?.focus({ preventScroll: true });
        });
      });
    });
    element.addEventListener('focusin', onFocus);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      element.removeEventListener('focusin', onFocus);
    };
  }, [box, fallback]);
}
