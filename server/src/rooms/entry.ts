/** Who comes into a room, and who does not: the one place that decides it. Pure. */
import type { ErrorCode, Role } from '@hangouts/protocol';

export interface Newcomer {
  /** Their seat, their browser or their page was removed from this meeting. */
  removed: boolean;
  /** `kept`: a seat of theirs that others see taken; `left`: one that they come back to. */
  seat: 'none' | 'left' | 'kept';
  /** As what they were invited, by a link of this meeting. */
  invited: Role | null;
  /** They have the key of whose the room is. */
  owner: boolean;
  /** They waited, and a host let them in. */
  admitted: boolean;
  passcode: 'right' | 'wrong' | 'missing';
  /** Somebody was removed from this meeting who came from the same network. */
  suspect: boolean;
}

/** What holds at a room's door now. */
export interface DoorState {
  full: boolean;
  locked: boolean;
  waitingRoom: boolean;
  passcode: boolean;
  /** Whether nobody is inside, and the room is whose who comes first. */
  free: boolean;
}

/** `wait`: until a host lets them in. */
export type Entry = 'in' | 'wait' | ErrorCode;

/** Decides whether somebody comes in, waits, or why they do not. */
export function decideEntry(who: Newcomer, door: DoorState): Entry {
  if (who.removed) return 'removed';
  if (who.seat === 'kept') return 'in';
  const isLocked = door.locked && !door.free;
  if (who.seat === 'none' && !who.admitted && !who.owner && isLocked) return 'room-locked';
  if (door.full) return 'room-full';
  if (who.seat === 'left' || who.admitted || who.owner) return 'in';
  // An invitation cannot be taken back: who was removed may have given it to themselves.
  if (who.invited !== null) return who.suspect && !door.free ? 'wait' : 'in';
  if (door.passcode && who.passcode !== 'right')
    return who.passcode === 'missing' ? 'passcode-needed' : 'passcode-wrong';
  if (door.free) return 'in';
  return door.waitingRoom || who.suspect ? 'wait' : 'in';
}
