/** A media server that keeps everything in memory, for the tests of the rooms. */
import { EventEmitter } from 'node:events';
import type { MediaSession, ParticipantId, RoomId } from '@hangouts/protocol';
import type { SeatRef } from './identity-port.js';
import type { Media, MediaEvents, Publication } from './media-port.js';

const SESSION: MediaSession = {
  send: transport('send'),
  receive: transport('receive'),
  consumers: [],
  codecs: ['video/VP8'],
  unreceivable: [],
};

function transport(id: string): MediaSession['send'] {
  return {
    id,
    iceParameters: { usernameFragment: 'u', password: 'p' },
    iceCandidates: [],
    dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: 'aa' }] },
  };
}

export class MemoryMedia extends EventEmitter<MediaEvents> implements Media {
  readonly rtpCapabilities = { codecs: [], headerExtensions: [] };
  readonly producers = new Map<string, Publication & { seat: SeatRef }>();
  /** Who has media. */
  readonly opened = new Set<ParticipantId>();
  /** The rooms whose media are held. */
  readonly held = new Set<RoomId>();
  #stalled: Promise<void> = Promise.resolve();
  #count = 0;

  /** Holds up `open` and `produce` until the function that it gives is called. */
  stall(): () => void {
    let release = () => {};
    this.#stalled = new Promise((resolve) => {
      release = resolve;
    });
    return () => release();
  }

  async open(seat: SeatRef): Promise<MediaSession> {
    this.opened.add(seat.participant);
    await this.#stalled;
    return SESSION;
  }
  close(seat: SeatRef): void {
    this.opened.delete(seat.participant);
    this.closeSources(seat, ['microphone', 'camera', 'screen', 'screen-audio']);
  }
  closeRoom(room: RoomId): void {
    this.held.delete(room);
  }
  hold(room: RoomId, held: boolean): void {
    if (held) this.held.add(room);
    else this.held.delete(room);
  }
  async connect(): Promise<void> {}
  async restartIce() {
    return SESSION.send.iceParameters;
  }
  async produce(seat: SeatRef, publication: Publication): Promise<string> {
    await this.#stalled;
    const id = `producer-${(this.#count += 1)}`;
    this.producers.set(id, { ...publication, seat });
    return id;
  }
  async setPaused(_seat: SeatRef, id: string) {
    return this.producers.get(id)?.source ?? 'microphone';
  }
  closeProducer(_seat: SeatRef, id: string) {
    const source = this.producers.get(id)?.source ?? 'microphone';
    this.producers.delete(id);
    return source;
  }
  closeSources(seat: SeatRef, sources: readonly string[]): string[] {
    const ids = [...this.producers]
      .filter(
        ([
          ,
          {
            source,
            seat: { participant },
          },
        ]) => participant === seat.participant && sources.includes(source),
      )
      .map(([id]) => id);
    for (const id of ids) this.producers.delete(id);
    return ids;
  }
  async start(): Promise<void> {}
  async quality() {
    return { send: null, receive: null, roundTrip: null, sent: [], received: [] };
  }
  look(): void {}
  setBudget(): void {}
}
