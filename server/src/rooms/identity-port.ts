/** Who somebody is, and what proves it. */
import type { ParticipantId, Role, RoomId } from '@hangouts/protocol';

/** One participant of one room, as the adapters name them. */
export interface SeatRef {
  room: RoomId;
  participant: ParticipantId;
}

/** From where somebody comes, as far as it can be known. */
export interface Visitor {
  /** The browser, by a signed cookie; a new one each time where it keeps none. */
  browser: string;
  /** The address, of IPv6 the /64 that it is in. */
  network: string;
}

/** What a ticket says: who, where, and for which holder of the seat. No rights. */
export interface Identity extends SeatRef {
  generation: number;
}

export interface Tickets {
  sign(identity: Identity): Promise<string>;
  /** The identity, or null where the ticket was not made by this server. */
  verify(ticket: string): Promise<Identity | null>;
}

/** What an invitation says: to what, and as what. */
export interface InvitationClaims {
  room: RoomId;
  /** The meeting, or who owns the room. */
  meeting: string;
  role: Role;
}

export interface Invitations {
  /** @param expiresAt milliseconds since the epoch, or null where it lasts as long as the meeting */
  sign(claims: InvitationClaims, expiresAt: number | null): Promise<string>;
  /** What it says, or null where it was not made by this server, or is past its time. */
  verify(token: string): Promise<InvitationClaims | null>;
}

export interface Passcodes {
  /**
   * A salted hash that takes long to guess from. The networks that ask have their turns one after another, with what they
   * compare too. @throws Refusal `rate-limited` where too much of this one is not done yet
   */
  hash(passcode: string, network: string): Promise<string>;
  /**
   * Whether a passcode is the one of this hash, at a room. A browser may be wrong a few times in a while, and a network
   * as often as some browsers.
   * @throws Refusal `passcode-tries`, with the time to wait; `rate-limited` as `hash`
   */
  isRight(room: RoomId, visitor: Visitor, passcode: string, hash: string): Promise<boolean>;
}
