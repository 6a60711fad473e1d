import type { LobbyView, Request } from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import type { Rooms } from './rooms.js';

/** What somebody sees of a room before joining. */
export class Lobby {
  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
  ) {}

  /** Makes no room. */
  async enter({ room: id }: Request<'lobby:enter'>): Promise<LobbyView> {
    const { store, owned: owners } = this.context;
    const [kept, keptOwned] =
      this.rooms.live(id) === undefined
        ? await Promise.all([store.settings(id), owners.find(id)])
        : [null, null];
    const room = this.rooms.live(id);
    const settings = room?.settings ?? kept;
    const owned = room === undefined ? keptOwned : room.owned;
    return {
      room: id,
      people: room?.present().map((seat) => ({ name: seat.name })) ?? [],
      full: room?.full(this.context.roomLimit) ?? false,
      locked: settings?.locked ?? false,
      waitingRoom: settings?.waitingRoom ?? false,
      passcode: settings?.passcode ?? false,
      title: owned?.title ?? null,
      plan: owned?.plan ?? null,
      rtpCapabilities: this.context.media.rtpCapabilities,
    };
  }
}
