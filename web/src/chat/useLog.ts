import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Row } from './rows.js';

/** How far from the end still counts as being there, and from the beginning as coming to it, in CSS pixels. */
const NEAR_END = 48;
const NEAR_START = 600;

export interface LogOptions {
  rows: readonly Row[];
  /** As `rowsOf` takes it. */
  readUpTo: number | null;
  /** How many of one's own are on their way, behind the rows. */
  pending: number;
  /** The reader comes near the beginning. */
  onStart(): void;
}

/**
 * Keeps a log of which only what is in sight is drawn where its reader wants it: at the end while they are there, on the
 * same message when older ones are put before or new ones come. Opened, it begins at what was not read yet.
 */
export function useLog({ rows, readUpTo, pending, onStart }: LogOptions) {
  const list = useRef<VirtualizerHandle>(null);
  const atEnd = useRef(true);
  const seen = useRef(0);
  const [missed, setMissed] = useState(0);
  const newest = rows.at(-1)?.message.sequence ?? 0;
  const count = rows.length + pending;
  const before = useRef({ newest: 0, pending: 0 });
  const shift = useShift(rows, pending);

  const toEnd = useCallback(() => {
    atEnd.current = true;
    list.current?.scrollToIndex(count - 1, { align: 'end' });
  }, [count]);

  useLayoutEffect(() => {
    const sentOwn = pending > before.current.pending;
    const grown = newest > before.current.newest || pending !== before.current.pending;
    before.current = { newest, pending };
    if (sentOwn || (atEnd.current && grown)) toEnd();
    if (atEnd.current) seen.current = newest;
    setMissed(othersAfter(rows, seen.current));
  }, [rows, newest, pending, toEnd]);

  const look = useCallback(() => {
    const { current } = list;
    if (current === null) return;
    const { scrollOffset, scrollSize, viewportSize } = current;
    atEnd.current = scrollSize - scrollOffset - viewportSize < NEAR_END;
    if (atEnd.current) {
      seen.current = before.current.newest;
      setMissed(0);
    }
    if (scrollOffset < NEAR_START && scrollSize > viewportSize) onStart();
  }, [onStart]);

  const settled = useRef(false);
  const begin = useRef(() => {});
  useLayoutEffect(() => {
    begin.current = () => {
      const unread = rows.findIndex((row) => row.unread);
      seen.current = newest;
      atEnd.current = unread < 0;
      if (unread < 0) toEnd();
      else list.current?.scrollToIndex(unread, { align: 'start' });
    };
  }, [rows, newest, toEnd]);
  useLayoutEffect(() => {
    settled.current = false;
    begin.current();
    // What was not read may fit: then its reader is at the end without having scrolled. One frame measures it.
    return afterFrames(2, () => {
      settled.current = true;
      look();
    });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- when it is opened it is said what was read
  }, [readUpTo, look]);

  // Pictures get their height when they arrive, and the box its own when the keyboard opens.
  const onResize = useCallback(() => {
    if (atEnd.current) toEnd();
    else if (settled.current) look();
  }, [toEnd, look]);

  // What fits into the box leaves nothing to scroll to.
  const first = rows[0]?.message.sequence;
  useEffect(() => {
    if (first === undefined) return;
    const { current } = list;
    if (current && current.scrollSize <= current.viewportSize) onStart();
  }, [first, onStart]);

  return { list, shift, missed, look, onResize, toEnd };
}

/** Calls back after so many frames; gives the way to call it off. */
function afterFrames(count: number, then: () => void): () => void {
  let frame = requestAnimationFrame(function next() {
    count -= 1;
    if (count > 0) frame = requestAnimationFrame(next);
    else then();
  });
  return () => cancelAnimationFrame(frame);
}

/** Whether what is drawn now has older messages before those that were drawn last: then their place is kept. */
function useShift(rows: readonly Row[], pending: number): boolean {
  const first = rows[0]?.message.sequence ?? 0;
  const [drawn, setDrawn] = useState({ rows, pending, first, shift: false });
  if (drawn.rows === rows && drawn.pending === pending) return drawn.shift;
  const shift = drawn.first > 0 && first > 0 && first < drawn.first;
  setDrawn({ rows, pending, first, shift });
  return shift;
}

function othersAfter(rows: readonly Row[], sequence: number): number {
  let count = 0;
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row === undefined || row.message.sequence <= sequence) break;
    if (!row.own) count += 1;
  }
  return count;
}
