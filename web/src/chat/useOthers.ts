import type { Participant } from '@hangouts/protocol';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { useReadable } from '../ui/useReadable.js';

export type Other = Pick<Participant, 'id' | 'name'>;

/** Everybody else in the room, by name. What they do there draws nothing anew. */
export function useOthers(session: Session): readonly Other[] {
  return useReadable(session.state, othersOf, sameNames);
}

function othersOf({ participants, you }: RoomState): readonly Other[] {
  return participants
    .filter(({ id }) => id !== you)
    .map(({ id, name }) => ({ id, name }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

function sameNames(one: readonly Other[], other: readonly Other[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, name }, index) => other[index]?.id === id && other[index].name === name)
  );
}
