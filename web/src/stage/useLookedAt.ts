import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { Session } from '../session/session.js';
import type { Picture } from './pictures.js';

/** The share of a tile that has to be in sight: one that only touches the edge is not. */
const IN_SIGHT = 0.01;

/** Tells the session whether a tile can be seen and how large. What it gives goes to the tile's element. */
export function useLookedAt(
  session: Session,
  { participant, self, source }: Picture,
): RefObject<HTMLElement | null> {
  const ref = useRef<HTMLElement>(null);
  const { id } = participant;

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element || self) return;
    const place = {};
    const stop = followSight(element, (size) =>
      session.see(place, size && { participant: id, source, ...size }),
    );
    return () => {
      stop();
      session.see(place, null);
    };
  }, [session, id, self, source]);

  return ref;
}

interface PhysicalSize {
  width: number;
  height: number;
}

/** Calls back with an element's size in physical pixels whenever it may have changed, null while it cannot be seen. */
function followSight(element: HTMLElement, tell: (size: PhysicalSize | null) => void): () => void {
  // The stage may stand in a small window beside the page: what is seen there is that window's to say.
  const page = element.ownerDocument;
  const view = page.defaultView ?? window;
  let inSight: boolean | null = null;
  const update = () => {
    if (page.visibilityState === 'hidden') return tell(null);
    if (inSight === null) return;
    // What a panel covers, on a telephone, is inert.
    if (!inSight || element.closest('[inert]') !== null) return tell(null);
    const ratio = view.devicePixelRatio;
    tell({ width: element.clientWidth * ratio, height: element.clientHeight * ratio });
  };
  const sight = new view.IntersectionObserver(
    (entries) => {
      inSight = (entries.at(-1)?.intersectionRatio ?? 0) >= IN_SIGHT;
      update();
    },
    { threshold: [0, IN_SIGHT] },
  );
  const size = new view.ResizeObserver(update);
  const cover = new view.MutationObserver(update);
  sight.observe(element);
  size.observe(element);
  cover.observe(page.body, { subtree: true, attributes: true, attributeFilter: ['inert'] });
  page.addEventListener('visibilitychange', update);
  // Fired too where only the pixels of a pixel change: another zoom, or another screen.
  view.addEventListener('resize', update);
  update();
  return () => {
    sight.disconnect();
    size.disconnect();
    cover.disconnect();
    page.removeEventListener('visibilitychange', update);
    view.removeEventListener('resize', update);
  };
}
