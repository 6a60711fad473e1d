import type { LobbyView, Request } from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import { isOwner } from './door.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';

/** What somebody sees of a room before joining. */
export class Lobby {
  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
  ) {}

  /** Makes no room. */
  async enter(request: Request<'lobby:enter'>): Promise<LobbyView> {
    const { room: id } = request;
    const room = this.rooms.live(id);
    const { store, owned: owners } = this.context;
    const [settings, owned] =
      room === undefined
        ? await Promise.all([store.settings(id), owners.find(id)])
        : [room.settings, room.owned];
    return {
      room: id,
      ...(room === undefined ? { people: [] } : await this.#whoIsIn(room, request)),
      full: room?.full(this.context.roomLimit) ?? false,
      locked: settings?.locked ?? false,
      waitingRoom: settings?.waitingRoom ?? false,
      passcode: settings?.passcode ?? false,
      title: owned?.title ?? null,
      plan: owned?.plan ?? null,
      rtpCapabilities: this.context.media.rtpCapabilities,
    };
  }

  /** Who has the link of a guarded room and no more hears how many are in it, and not who. */
  async #whoIsIn(room: Room, request: Request<'lobby:enter'>): Promise<Pick<LobbyView, 'people' | 'count'>> {
    const isTold = await this.#isTold(room, request);
    const people = room.present().map(({ name }) => ({ name }));
    return isTold ? { people } : { people: [], count: people.length };
  }

  async #isTold(room: Room, { ticket, invitation }: Request<'lobby:enter'>): Promise<boolean> {
    const { locked, waitingRoom } = room.settings;
    if (!locked && !waitingRoom && room.passcode === null) return true;
    const { tickets, invitations } = this.context;
    const identity = ticket === undefined ? null : await tickets.verify(ticket);
    if (identity?.room === room.id) {
      const seat = room.seat(identity.participant);
      if (seat?.removed === false && seat.generation === identity.generation) return true;
    }
    const claims = invitation === undefined ? null : await invitations.verify(invitation);
    if (claims?.room !== room.id) return false;
    return claims.meeting === room.meeting || isOwner(room.owned, claims);
  }
}
