import type { RoomId } from '@hangouts/protocol';
import { Refusal } from '../rooms/refusal.js';

export interface QuotaLimits {
  /** Bytes that the files of one room may take. */
  room: number;
  /** Bytes that all files of this server may take. */
  server: number;
  /** What the smallest file counts for, in bytes: a block on the disk. */
  smallest: number;
}

/** Who takes how much space for files. Space is reserved before the first byte comes, so it never runs over. */
export class Quota {
  readonly #limits: QuotaLimits;
  readonly #rooms = new Map<RoomId, number>();
  #total = 0;

  constructor(limits: QuotaLimits) {
    this.#limits = limits;
  }

  /** Reserves space for a file of `size` bytes; throws `files-room-full` or `files-server-full`. */
  reserve(room: RoomId, size: number): void {
    const bytes = this.#counted(size);
    if ((this.#rooms.get(room) ?? 0) + bytes > this.#limits.room) throw new Refusal('files-room-full');
    if (this.#total + bytes > this.#limits.server) throw new Refusal('files-server-full');
    this.occupy(room, size);
  }

  /** Counts a file that is there already, within the limits or not. */
  occupy(room: RoomId, size: number): void {
    const bytes = this.#counted(size);
    this.#rooms.set(room, (this.#rooms.get(room) ?? 0) + bytes);
    this.#total += bytes;
  }

  release(room: RoomId, size: number): void {
    const bytes = this.#counted(size);
    const left = (this.#rooms.get(room) ?? 0) - bytes;
    if (left > 0) this.#rooms.set(room, left);
    else this.#rooms.delete(room);
    this.#total -= bytes;
  }

  #counted(size: number): number {
    return Math.max(size, this.#limits.smallest);
  }
}
