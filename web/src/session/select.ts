/** Questions to the room's state that more than one page asks. */
import type { Participant, PictureRef, Rung, Source, Waiter } from '@hangouts/protocol';
import { boundBy, may, publishing, type Action, type Holder } from '@hangouts/protocol/permissions';
import type { Connection, RoomState } from './state.js';

const NOBODY: readonly Waiter[] = [];

const SEVERITY: Record<Connection, number> = { connected: 0, connecting: 1, reconnecting: 2, lost: 3 };

/** The worse of two connections. */
export function worse(one: Connection, other: Connection): Connection {
  return SEVERITY[one] >= SEVERITY[other] ? one : other;
}

/** Oneself as the others see it, or null before joining. */
export function selfOf(state: RoomState): Participant | null {
  return state.participants.find(({ id }) => id === state.you) ?? null;
}

/** What one may do now, as the server will say too; null before joining. */
export function ownRights(state: RoomState): Holder | null {
  const self = selfOf(state);
  return self === null || state.settings === null ? self : boundBy(self, state.settings.allow);
}

/** Whether one may do this now; nobody may before joining. */
export function mayIn(state: RoomState, action: Action): boolean {
  const rights = ownRights(state);
  return rights !== null && may(rights, action);
}

/** Who waits for one to let them in; nobody for those who may not. */
export function waitingFor(state: RoomState): readonly Waiter[] {
  return mayIn(state, 'admit') ? state.waiting : NOBODY;
}

/** Why one may not send something: being in the audience, or what a host switched off for everybody, or for oneself. */
export type Refusal = 'audience' | 'everybody' | 'you';

/** Why one may not send this now, or null where one may. */
export function sourceRefusal(state: RoomState, source: Source): Refusal | null {
  const self = selfOf(state);
  const rights = ownRights(state);
  if (self === null || rights === null || may(rights, publishing(source))) return null;
  if (self.role === 'audience') return 'audience';
  return may(self, publishing(source)) ? 'everybody' : 'you';
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
