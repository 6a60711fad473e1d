/** Questions to the room's state that more than one page asks. */
import type { Participant, PictureRef, Rung } from '@hangouts/protocol';
import type { Connection, RoomState } from './state.js';

const SEVERITY: Record<Connection, number> = { connected: 0, connecting: 1, reconnecting: 2, lost: 3 };

/** The worse of two connections. */
export function worse(one: Connection, other: Connection): Connection {
  return SEVERITY[one] >= SEVERITY[other] ? one : other;
}

/** Oneself as the others see it, or null before joining. */
export function selfOf(state: RoomState): Participant | null {
  return state.participants.find(({ id }) => id === state.you) ?? null;
}

/**
 * The connection as a whole (`data-connection`): the worse of signaling and media, and for one alone,
 * or before the call, signaling only. A seat that is kept for somebody counts as company.
 */
export function connectionOf(state: RoomState): Connection {
  const alone = state.participants.length < 2;
  return state.phase !== 'in-call' || alone ? state.signaling : worse(state.signaling, state.media);
}

/** Names a picture: there is one of each source of a participant. */
export function pictureName({ participant, source }: PictureRef): string {
  return `${participant}/${source}`;
}

/** What carries the media (`data-rung`). */
export function rungOf(state: RoomState): Rung {
  return state.rung;
}
