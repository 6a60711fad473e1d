/** In which order people stand: it stays as it is for as long as it can. */
import type { ParticipantId } from '@hangouts/protocol';
import { isSettled, lastHeard, type Voices } from './voices.js';

type Order = readonly ParticipantId[];

/** The order after people came and went: those who stay keep theirs, the new ones stand at the end. */
export function followOrder(order: Order, present: Order): Order {
  const here = new Set(present);
  const known = new Set(order);
  const stayed = order.filter((id) => here.has(id));
  const came = present.filter((id) => !known.has(id));
  return came.length === 0 && stayed.length === order.length ? order : [...stayed, ...came];
}

/** The order with two people in each other's places. */
export function swapped(order: Order, one: ParticipantId, other: ParticipantId): Order {
  if (one === other || !order.includes(one) || !order.includes(other)) return order;
  return order.map((id) => {
    if (id === one) return other;
    return id === other ? one : id;
  });
}

export interface Sight {
  /** Who stands on the page that is shown, and may give up their place. */
  shown: Order;
  /** Who stands on another page. */
  hidden: Order;
}

/**
 * Brings one person who speaks on another page into sight, in the place of the one who has been silent longest:
 * nobody else moves. The same order where there is nothing to do, or everybody in sight speaks as well.
 */
export function bringIntoSight(order: Order, { shown, hidden }: Sight, voices: Voices, now: number): Order {
  const speaker = order.find((id) => hidden.includes(id) && isSettled(voices, id, now));
  if (speaker === undefined) return order;
  let silent: ParticipantId | null = null;
  // The last of equals: those who came first stay longest.
  for (const id of shown) {
    if (voices.since.has(id)) continue;
    if (silent === null || lastHeard(voices, id) <= lastHeard(voices, silent)) silent = id;
  }
  return silent === null ? order : swapped(order, speaker, silent);
}
