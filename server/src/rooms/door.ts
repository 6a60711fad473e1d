import type { PageId, Request, Role } from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import { decideEntry, type Entry, type Newcomer } from './entry.js';
import type { OwnedRoom } from './rooms-port.js';
import type { InvitationClaims, Visitor } from './identity-port.js';
import { Refusal } from './refusal.js';
import type { Room } from './room.js';
import type { Seat, SeatDecision } from './seat.js';

/** One asking at a room's door: what they brought, and what is known of it. */
export interface Knock {
  request: Request<'join'>;
  visitor: Visitor;
  /** `void`: not made here, or past its time. */
  invitation: InvitationClaims | 'void' | null;
  /** The hash of the passcode that theirs was compared with, and whether it was the same. */
  compared: { hash: string; right: boolean } | null;
}

/** Lets people into rooms. */
export class Door {
  constructor(private readonly context: RoomContext) {}

  async knock(request: Request<'join'>, visitor: Visitor): Promise<Knock> {
    const { invitation: token } = request;
    const invitation = token === undefined ? null : await this.context.invitations.verify(token);
    const isVoid = token !== undefined && invitation?.room !== request.room;
    return { request, visitor, invitation: isVoid ? 'void' : invitation, compared: null };
  }

  /** Whether the passcode has to be compared before it is decided: where whoever has it is kept out or let in too, it is not. */
  isUncompared(room: Room, found: Seat | undefined, decision: SeatDecision, knock: Knock): boolean {
    const { passcode: hash } = room;
    if (hash === null || knock.request.passcode === undefined || knock.compared?.hash === hash) return false;
    const decided = (right: boolean) =>
      this.#decide(room, found, decision, { ...knock, compared: { hash, right } });
    return decided(true) !== decided(false);
  }

  /**
   * Compares the passcode. Wrong ones are few in one browser, and from one network.
   * @throws Refusal `passcode-tries`, `rate-limited`
   */
  async compare(room: Room, knock: Knock): Promise<void> {
    const { request, visitor } = knock;
    const { passcode: hash } = room;
    if (hash === null || request.passcode === undefined) return;
    const { passcodes } = this.context;
    const right = await passcodes.isRight(room.id, visitor, request.passcode, hash);
    knock.compared = { hash, right };
  }

  /**
   * Lets somebody in, or among those who wait, or says why not. Waits for nothing, so that it still holds when they
   * sit down.
   * @throws Refusal as `decideEntry`; `waiting`, `waiting-full`, `not-admitted`, `invitation-void`
   */
  pass(room: Room, found: Seat | undefined, decision: SeatDecision, knock: Knock): void {
    const entry = this.#decide(room, found, decision, knock);
    if (entry === 'in') return;
    if (entry !== 'wait') throw new Refusal(entry);
    const { request, visitor } = knock;
    const { waiting } = room;
    const refusal = waiting.ask(request.page, request.name, visitor, this.context.clock.now());
    if (refusal !== null) throw new Refusal(refusal);
    this.tell(room);
    throw new Refusal('waiting');
  }

  /** Tells pages that waited whether they may come in, and those who let them in who waits still. */
  answer(room: Room, pages: readonly PageId[], admitted: boolean): void {
    if (pages.length === 0) return;
    for (const page of pages) this.context.events.emit('waiting-answered', page, admitted);
    this.tell(room);
  }

  /** Tells those who may let them in who waits. */
  tell(room: Room): void {
    this.context.events.emit('waiting-changed', room.whoMay('admit'), room.waiters());
  }

  /**
   * Lets in who waits and would not have to now: where there is no waiting room, everybody but those who come from the
   * network of somebody who was removed.
   */
  letInUnguarded(room: Room): void {
    if (room.settings.waitingRoom) return;
    this.answer(
      room,
      room.waiting.admitFrom((visitor) => !room.isSuspect(visitor)),
      true,
    );
  }

  #decide(room: Room, found: Seat | undefined, decision: SeatDecision, knock: Knock): Entry {
    const { request, visitor, invitation, compared } = knock;
    const { settings } = room;
    // Who was at another meeting is asked about as if they never had been here, and sits down in their seat again.
    const isNew =
      found === undefined ||
      decision === 'new' ||
      decision === 'removed' ||
      (room.owned !== null && room.guarded && room.isFromBefore(found, this.context.clock.now()));
    const owner = isOwner(room.owned, invitation);
    const isVoid = invitation === 'void' || (invitation !== null && !isInvitedTo(room, invitation));
    // Who comes back to their seat came by an invitation once.
    if (isNew && isVoid) return 'invitation-void';
    const who: Newcomer = {
      removed: decision === 'removed' || room.removals.hasBrowser(visitor.browser),
      seat: isNew ? 'none' : found.presence === 'away' ? 'left' : 'kept',
      invited: roleOf(knock),
      owner,
      admitted: room.waiting.isAdmitted(request.page, request.name),
      passcode: passcodeOf(request.passcode, compared, room.passcode),
      suspect: room.isSuspect(visitor),
    };
    return decideEntry(who, {
      full: room.full(this.context.roomLimit),
      locked: settings.locked,
      waitingRoom: settings.waitingRoom,
      passcode: room.passcode !== null,
      free: room.isFree(this.context.clock.now()),
    });
  }
}

/** Whether an invitation holds in a room now: it is to its meeting, or, where it is somebody's, to whichever there is. */
export function isInvitedTo(room: Room, { room: id, meeting }: InvitationClaims): boolean {
  return id === room.id && (meeting === room.meeting || meeting === room.owned?.owner);
}

/** Whether an invitation is the key of whose a room is. */
export function isOwner(owned: OwnedRoom | null, invitation: Knock['invitation']): boolean {
  if (owned === null || invitation === null || invitation === 'void') return false;
  return invitation.room === owned.room && invitation.meeting === owned.owner && invitation.role === 'host';
}

/** As what somebody new was invited. */
export function roleOf({ invitation }: Knock): Role | null {
  return invitation === null || invitation === 'void' ? null : invitation.role;
}

function passcodeOf(
  given: string | undefined,
  compared: Knock['compared'],
  hash: string | null,
): Newcomer['passcode'] {
  if (given === undefined || given === '') return 'missing';
  return compared !== null && compared.hash === hash && compared.right ? 'right' : 'wrong';
}
