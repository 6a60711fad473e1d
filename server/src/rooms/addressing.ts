/** For whom a message is, and what it may be about. */
import type { ChatMessage, ParticipantId } from '@hangouts/protocol';
import type { Draft, Named } from './chat-port.js';
import { Refusal } from './refusal.js';
import type { Room } from './room.js';

/**
 * The one whom a message is for alone, or null.
 * @throws Refusal `recipient-gone` where they are not in the room, `invalid` for a message to oneself
 */
export function recipientOf(room: Room, sender: ParticipantId, { to }: Draft): Named | null {
  if (to === undefined) return null;
  if (to === sender) throw new Refusal('invalid');
  const seat = room.seat(to);
  if (seat === undefined || seat.presence === 'away') throw new Refusal('recipient-gone');
  return { participant: to, name: seat.name };
}

/**
 * Whom a message mentions: of those that were named who are in the room and get it. Somebody who has just left is
 * passed over, and so is oneself.
 */
export function mentionsOf(
  room: Room,
  sender: ParticipantId,
  to: ParticipantId | null,
  mentioned: readonly ParticipantId[] = [],
): Named[] {
  return [...new Set(mentioned)].flatMap((participant) => {
    const seat = room.seat(participant);
    if (seat === undefined || seat.presence === 'away') return [];
    if (participant === sender || (to !== null && participant !== to)) return [];
    return [{ participant, name: seat.name }];
  });
}

/** Whether a message may answer another: what was said privately is answered to the same two only. */
export function mayAnswer(
  original: Pick<ChatMessage, 'participant' | 'to'>,
  sender: ParticipantId,
  to: ParticipantId | null,
): boolean {
  if (original.to === undefined) return true;
  const other = original.participant === sender ? original.to.participant : original.participant;
  return to === other;
}

/** Who hears a message as it is written: the two it is between, or everybody (null). */
export function listenersOf({ participant, to }: ChatMessage): ParticipantId[] | null {
  return to === undefined ? null : [participant, to.participant];
}

/** Who hears that a message changed: of everybody only those who may see it. */
export function watchersOf(room: Room, message: ChatMessage): ParticipantId[] | null {
  const listeners = listenersOf(message);
  if (listeners !== null || room.isChatForAll) return listeners;
  return room
    .present()
    .filter((seat) => room.readerOf(seat).after < message.sequence)
    .map(({ participant }) => participant);
}
