import { useRef, type PointerEvent } from 'react';
import { nearestCorner, type Corner } from './corner.js';
import type { Rect } from './geometry.js';
import { closestTo } from './useTouch.js';

/** How far a pointer goes before it drags, in CSS pixels: a tap is no drag. */
const SLACK = 5;

interface Drag {
  pointer: number;
  x: number;
  y: number;
  moving: boolean;
}

/** How an element is moved to a place of the stage. */
export function placeAt({ x, y }: Pick<Rect, 'x' | 'y'>): string {
  return `translate(${x}px, ${y}px)`;
}

/**
 * What makes an element at `rect` one that can be dragged to the corners of `area`; where `area` is null it stays
 * where it is. It follows the pointer without drawing anything anew, and React has its place again at the end.
 */
export function useDrag(rect: Rect, area: Rect | null, onDrop: (corner: Corner) => void) {
  const drag = useRef<Drag | null>(null);

  const placeOf = ({ clientX, clientY }: PointerEvent, { x, y }: Drag): Rect => ({
    ...rect,
    x: rect.x + clientX - x,
    y: rect.y + clientY - y,
  });
  const end = (event: PointerEvent<HTMLElement>, dropped: boolean) => {
    const last = drag.current;
    if (last === null || last.pointer !== event.pointerId) return;
    drag.current = null;
    if (!last.moving) return;
    const element = event.currentTarget;
    delete element.dataset['dragged'];
    element.style.transform = placeAt(rect);
    if (dropped && area) onDrop(nearestCorner(placeOf(event, last), area));
  };

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (area === null || event.button !== 0 || closestTo(event, 'button')) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { pointer: event.pointerId, x: event.clientX, y: event.clientY, moving: false };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { current } = drag;
      if (current === null || current.pointer !== event.pointerId) return;
      const far = Math.hypot(event.clientX - current.x, event.clientY - current.y) >= SLACK;
      if (!current.moving && !far) return;
      current.moving = true;
      event.currentTarget.dataset['dragged'] = 'true';
      event.currentTarget.style.transform = placeAt(placeOf(event, current));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => end(event, true),
    onPointerCancel: (event: PointerEvent<HTMLElement>) => end(event, false),
  };
}
