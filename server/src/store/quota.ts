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

/**
 * Who takes how much space for files. What counts is what is there, or is being written: space that was only spoken of
 * is everybody's, or whoever begins uploads and sends nothing would shut all others out. So a file for which there was
 * space when it began can find none on its way, where others were quicker.
 */
export class Quota {
  readonly #limits: QuotaLimits;
  readonly #rooms = new Map<RoomId, number>();
  #total = 0;

  constructor(limits: QuotaLimits) {
    this.#limits = limits;
  }

  /**
   * Makes sure that there is space now for a file to grow, in bytes, from nothing (null) too; holds none of it.
   * @throws Refusal `files-room-full`, `files-server-full`
   */
  assertSpace(room: RoomId, from: number | null, to: number): void {
    const more = this.#counted(to) - this.#counted(from);
    if (more <= 0) return;
    if ((this.#rooms.get(room) ?? 0) + more > this.#limits.room) throw new Refusal('files-room-full');
    if (this.#total + more > this.#limits.server) throw new Refusal('files-server-full');
  }

  /** Counts a file that grows; one that shrinks to nothing (null) is gone. Within the limits or not. */
  count(room: RoomId, from: number | null, to: number | null): void {
    const more = this.#counted(to) - this.#counted(from);
    const taken = (this.#rooms.get(room) ?? 0) + more;
    if (taken > 0) this.#rooms.set(room, taken);
    else this.#rooms.delete(room);
    this.#total += more;
  }

  #counted(size: number | null): number {
    return size === null ? 0 : Math.max(size, this.#limits.smallest);
  }
}
