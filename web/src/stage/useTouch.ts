import { useRef, useState, type PointerEvent } from 'react';
import { swipeOf } from './swipe.js';

/** How far a finger may stray in a tap, in CSS pixels. */
const TAP = 10;

/** The nearest element around what the pointer is on that fits a selector. */
export function closestTo({ target }: PointerEvent, selector: string): HTMLElement | null {
  // Not asked by `instanceof`: another window's elements are of another Element.
  return (target as Element).closest<HTMLElement>(selector);
}

/**
 * Fingers on the stage: a swipe goes to another page, a tap on a picture shows its buttons, as the pointer over it
 * does elsewhere; the next tap hides them. `tapped` is the key of that picture.
 */
export function useTouch(onSwipe: (step: -1 | 1) => void) {
  const start = useRef<{ pointer: number; x: number; y: number } | null>(null);
  const [tapped, setTapped] = useState<string | null>(null);

  return {
    tapped,
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.pointerType !== 'touch') return;
      // A second finger makes it a pinch.
      start.current = event.isPrimary
        ? { pointer: event.pointerId, x: event.clientX, y: event.clientY }
        : null;
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const from = start.current;
      start.current = null;
      if (from === null || from.pointer !== event.pointerId || closestTo(event, 'button')) return;
      const place = closestTo(event, '[data-place]');
      const x = event.clientX - from.x;
      const y = event.clientY - from.y;
      if (Math.hypot(x, y) < TAP) {
        const key = place?.dataset['place'] ?? null;
        setTapped((last) => (last === key ? null : key));
        return;
      }
      const step = swipeOf(x, y);
      // A finger on the floating picture drags it.
      if (step !== 0 && place?.dataset['floating'] !== 'true') onSwipe(step);
    },
  };
}
