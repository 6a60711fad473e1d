import type { LobbyView, Request } from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import { isInvitedTo } from './door.js';
import type { Visitor } from './identity-port.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';

/** What somebody sees of a room before joining. */
export class Lobby {
  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
  ) {}

  /** Makes no room. */
  async enter(request: Request<'lobby:enter'>, visitor: Visitor): Promise<LobbyView> {
    const { room: id } = request;
    const room = this.rooms.live(id);
    const { store, owned: owners } = this.context;
    const [settings, owned] =
      room === undefined
        ? await Promise.all([store.settings(id), owners.find(id)])
        : [room.settings, room.owned];
    // Nobody is inside who let in whom they like: whoever comes begins anew.
    const isFree = owned === null && (room?.isFree(this.context.clock.now()) ?? true);
    return {
      room: id,
      ...(room === undefined ? { people: [] } : await this.#whoIsIn(room, request, visitor)),
      full: room?.full(this.context.roomLimit) ?? false,
      locked: !isFree && (settings?.locked ?? false),
      waitingRoom: !isFree && (settings?.waitingRoom ?? false),
      passcode: settings?.passcode ?? false,
      title: owned?.title ?? null,
      plan: owned?.plan ?? null,
      rtpCapabilities: this.context.media.rtpCapabilities,
    };
  }

  /** Who has the link of a guarded room and no more, or was removed, hears how many are in it, and not who. */
  async #whoIsIn(
    room: Room,
    request: Request<'lobby:enter'>,
    visitor: Visitor,
  ): Promise<Pick<LobbyView, 'people' | 'count'>> {
    const isTold = await this.#isTold(room, request, visitor);
    const people = room.present().map(({ name }) => ({ name }));
    return isTold ? { people } : { people: [], count: people.length };
  }

  async #isTold(
    room: Room,
    { ticket, invitation }: Request<'lobby:enter'>,
    visitor: Visitor,
  ): Promise<boolean> {
    if (!room.guarded) return true;
    // They do not come in again, whatever they still have.
    if (room.removals.hasBrowser(visitor.browser)) return false;
    const { tickets, invitations } = this.context;
    const identity = ticket === undefined ? null : await tickets.verify(ticket);
    if (identity?.room === room.id) {
      const seat = room.seat(identity.participant);
      if (seat?.removed === true) return false;
      const isFromBefore =
        seat !== undefined && room.owned !== null && room.isFromBefore(seat, this.context.clock.now());
      if (seat?.generation === identity.generation && !isFromBefore) return true;
    }
    const claims = invitation === undefined ? null : await invitations.verify(invitation);
    return claims !== null && isInvitedTo(room, claims);
  }
}
