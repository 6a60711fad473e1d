import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

// How far from an end still counts as being there, in CSS pixels.
const NEAR = 48;

export interface LogScroll {
  /** Ids of the first and the last message, to tell growth at the top from growth at the bottom. */
  first: string | null;
  last: string | null;
  lastIsOwn: boolean;
  /** How many of one's own are on their way. */
  pending: number;
  /** The reader has come to the top. */
  onTop(): void;
}

/**
 * Keeps a log where its reader wants it: at the bottom while they are there, and on the same line when
 * older messages are put before or new ones come while they read further up.
 */
export function useLogScroll({ first, last, lastIsOwn, pending, onTop }: LogScroll) {
  const log = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const height = useRef(0);
  const firstBefore = useRef(first);
  const lastBefore = useRef(last);
  const pendingBefore = useRef(pending);
  const [missed, setMissed] = useState(false);

  const toEnd = useCallback(() => {
    const element = log.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    atEnd.current = true;
    setMissed(false);
  }, []);

  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    const grown = element.scrollHeight - height.current;
    const before = firstBefore.current;
    const older = before !== null && first !== null && before !== first && lastBefore.current === last;
    const sentOwn = pending > pendingBefore.current;
    const newer = lastBefore.current !== last && lastBefore.current !== null;
    if (older && !atEnd.current) element.scrollTop += grown;
    else if (atEnd.current || sentOwn) toEnd();
    else if (newer && !lastIsOwn) setMissed(true);
    firstBefore.current = first;
    lastBefore.current = last;
    pendingBefore.current = pending;
    height.current = element.scrollHeight;
  }, [first, last, lastIsOwn, pending, toEnd]);

  // Pictures get their height when they arrive, and the box its own when the keyboard opens.
  useEffect(() => {
    const [box, inside] = [log.current, content.current];
    if (!box || !inside) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
      height.current = box.scrollHeight;
    });
    observer.observe(box);
    observer.observe(inside);
    return () => observer.disconnect();
  }, [toEnd]);

  useEffect(() => {
    const element = log.current;
    if (!element) return;
    const look = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      if (atEnd.current) setMissed(false);
      if (element.scrollTop < NEAR && element.scrollHeight > element.clientHeight) onTop();
    };
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [onTop]);

  return { log, content, missed, toEnd };
}
