import {
  may,
  publishing,
  type IceParameters,
  type MediaQuality,
  type MediaSession,
  type Request,
  type RoomId,
  type ViewedTile,
} from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import { endSources } from './end-sources.js';
import type { SeatRef } from './identity-port.js';
import { Refusal } from './refusal.js';
import type { Rooms } from './rooms.js';
import { participantOf, type Seat } from './seat.js';

/** Who publishes what, permitted here and carried by the media server. */
export class Publishing {
  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
  ) {
    context.media.on('lost', (room) => this.#lost(room));
    context.media.on('speakers', (room, speakers) => context.events.emit('speakers', room, speakers));
    context.media.on('consumer', (seat, consumer) => context.events.emit('consumer', seat, consumer));
    context.media.on('weak', (seat, weak) => this.#weak(seat, weak));
    context.media.on('flooded', (seat, id) => this.#flooded(seat, id));
    context.media.on('consumer-closed', (seat, id) => context.events.emit('consumer-closed', seat, id));
    context.media.on('wanted', (seat, id, layers) => context.events.emit('wanted', seat, id, layers));
    context.media.on('unreceivable', (seat, track) => context.events.emit('unreceivable', seat, track));
    context.media.on('saved', (seat, pictures) => context.events.emit('saved', seat, pictures));
    context.media.on('recode', (seat, id, codecs) => context.events.emit('recode', seat, id, codecs));
  }

  /**
   * Opens a page's media anew; what it published before is gone. Capabilities that are refused change nothing.
   * @throws Refusal `media-rejected`, `media-unavailable`
   */
  async open(actor: SeatRef, { rtpCapabilities }: Request<'media:open'>): Promise<MediaSession> {
    const { seat } = this.rooms.find(actor);
    const before = [...seat.published.keys()];
    const gone = () => {
      for (const producer of before) seat.published.delete(producer);
      if (before.length > 0) this.#tell(actor, seat);
    };
    try {
      const session = await this.context.media.open(actor, rtpCapabilities, seat.budget);
      gone();
      return session;
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'media-rejected')) gone();
      throw error;
    }
  }

  async connect(actor: SeatRef, { transport, dtlsParameters }: Request<'media:connect'>): Promise<void> {
    this.rooms.find(actor);
    await this.context.media.connect(actor, transport, dtlsParameters);
  }

  /** @throws Refusal `not-found`, `media-unavailable` */
  async restartIce(actor: SeatRef, { transport }: Request<'media:restart-ice'>): Promise<IceParameters> {
    this.rooms.find(actor);
    return this.context.media.restartIce(actor, transport);
  }

  /**
   * Publishes a track and gives the producer's id.
   * @throws Refusal `not-permitted`, `media-limit`, `media-rejected`, `not-found`
   */
  async publish(actor: SeatRef, publication: Request<'media:produce'>): Promise<string> {
    const action = publishing(publication.source);
    const { room, seat } = this.rooms.permitted(actor, action);
    const producer = await this.context.media.produce(actor, publication);
    // The right may have been taken, or the seat left, while the media server worked.
    if (seat.presence === 'away' || !may(room.rightsOf(seat), action)) {
      this.context.media.closeSources(actor, [publication.source]);
      throw new Refusal('not-permitted');
    }
    for (const [id, { source }] of seat.published) {
      if (source === publication.source) seat.published.delete(id);
    }
    seat.ended.delete(publication.source);
    // A window that is shared after a screen may have no sound.
    if (publication.source === 'screen') seat.ended.delete('screen-audio');
    seat.published.set(producer, { source: publication.source, paused: publication.paused });
    this.#tell(actor, seat);
    return producer;
  }

  /** @throws Refusal `not-permitted`, `not-found` */
  async setPaused(actor: SeatRef, producer: string, paused: boolean): Promise<void> {
    const { room, seat } = this.rooms.find(actor);
    const published = seat.published.get(producer);
    if (published === undefined) throw new Refusal('not-found');
    if (!paused && !may(room.rightsOf(seat), publishing(published.source)))
      throw new Refusal('not-permitted');
    await this.context.media.setPaused(actor, producer, paused);
    published.paused = paused;
    this.#tell(actor, seat);
  }

  /** @throws Refusal `not-found` */
  close(actor: SeatRef, producer: string): void {
    const { seat } = this.rooms.find(actor);
    this.context.media.closeProducer(actor, producer);
    seat.published.delete(producer);
    this.#tell(actor, seat);
  }

  async start(actor: SeatRef, consumers: readonly string[]): Promise<void> {
    this.rooms.find(actor);
    await this.context.media.start(actor, consumers);
  }

  /**
   * How somebody's own media go, as the media server sees it.
   * @throws Refusal `not-found` where they have none, `media-unavailable`
   */
  async quality(actor: SeatRef): Promise<MediaQuality> {
    this.rooms.find(actor);
    return this.context.media.quality(actor);
  }

  /** Sends somebody no more than so many bits per second from now on; null: as much as there is. */
  setBudget(actor: SeatRef, bitrate: number | null): void {
    const { seat } = this.rooms.find(actor);
    seat.budget = bitrate;
    this.context.media.setBudget(actor, bitrate);
    this.context.events.emit('budget-changed', actor.room);
  }

  /** Takes what somebody's page shows now. */
  look(actor: SeatRef, tiles: readonly ViewedTile[]): void {
    this.rooms.find(actor);
    this.context.media.look(actor, tiles);
  }

  #weak(actor: SeatRef, weak: boolean): void {
    const seat = this.#present(actor);
    if (seat === undefined || seat.weak === weak) return;
    seat.weak = weak;
    this.#tell(actor, seat);
  }

  /** A track that floods the server is closed, as if a host had taken it. */
  #flooded(actor: SeatRef, producer: string): void {
    const seat = this.#present(actor);
    const source = seat?.published.get(producer)?.source;
    if (seat === undefined || source === undefined) return;
    this.context.log.info({ source }, 'a track that flooded the media server was closed');
    endSources(this.context, actor, seat, [source]);
    this.#tell(actor, seat);
  }

  #lost(id: RoomId): void {
    for (const seat of this.rooms.present(id)) {
      if (seat.published.size === 0) continue;
      seat.published.clear();
      this.#tell({ room: id, participant: seat.participant }, seat);
    }
    this.context.events.emit('media-lost', id);
  }

  /** The seat of somebody whose media tell something; undefined where they have gone meanwhile. */
  #present({ room, participant }: SeatRef): Seat | undefined {
    return this.rooms.present(room).find((seat) => seat.participant === participant);
  }

  #tell(actor: SeatRef, seat: Seat): void {
    this.context.events.emit('participant-changed', actor.room, participantOf(seat));
  }
}
