/** One's own files on their way straight to the other page: one after the other, never more under way than it keeps up with. */
import type { DirectTransfer } from './transfer.js';
import { written } from './control.js';

/** What of a data channel is used. */
export type FileChannel = Pick<RTCDataChannel, 'readyState' | 'binaryType' | 'addEventListener'> & {
  send(data: string | ArrayBuffer): void;
};

/** The bytes in one message: every browser takes this much (RFC 8841, section 6.1, and what browsers announce). */
const PIECE = 64 * 1024;
/** Bytes sent that the receiver has not kept yet: bounds what it holds in memory; fills 40 MB/s at 100 ms. */
const UNDER_WAY = 4 * 1024 * 1024;

/** A file that the receiver has accepted. */
export interface Sending {
  transfer: DirectTransfer;
  file: File;
  /** The next byte to send. */
  offset: number;
}

/** Sends accepted files over one channel until it is closed. */
export class Sender {
  readonly #queue: Sending[] = [];
  #pumping = false;
  #wake: (() => void) | null = null;
  #closed = false;

  constructor(
    private readonly channel: FileChannel,
    /** A file could not be read to its end: moved or changed on disk since it was chosen. */
    private readonly unreadable: (sending: Sending) => void,
  ) {}

  add(sending: Sending): void {
    this.#queue.push(sending);
    if (!this.#pumping) void this.#pump();
  }

  /** Takes a file out, whether it is waiting or on its way. */
  remove(id: string): void {
    const index = this.#queue.findIndex(({ transfer }) => transfer.id === id);
    if (index >= 0) this.#queue.splice(index, 1);
    this.kept();
  }

  /** How many bytes of a file have been sent, whether or not by this channel; null where it is not on its way. */
  sent(id: string): number | null {
    return this.#queue.find(({ transfer }) => transfer.id === id)?.offset ?? null;
  }

  /** The receiver has kept more: there may be room for more under way. */
  kept(): void {
    this.#wake?.();
  }

  close(): void {
    this.#closed = true;
    this.#queue.length = 0;
    this.kept();
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
      const readable = await this.#sendFile(next);
      if (this.#queue[0] === next) this.#queue.shift();
      if (!readable) this.unreadable(next);
    }
    this.#pumping = false;
  }

  /** False where the file could not be read. */
  async #sendFile(sending: Sending): Promise<boolean> {
    const { file, transfer } = sending;
    const goesOn = () => !this.#closed && this.#queue[0] === sending && this.channel.readyState === 'open';
    if (goesOn()) this.channel.send(written({ say: 'from', id: transfer.id, offset: sending.offset }));
    while (sending.offset < file.size && goesOn()) {
      if (sending.offset - transfer.moved >= UNDER_WAY) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = null;
        continue;
      }
      let bytes: ArrayBuffer;
      try {
        bytes = await file.slice(sending.offset, sending.offset + PIECE).arrayBuffer();
      } catch {
        return false;
      }
      if (bytes.byteLength === 0) return false;
      if (!goesOn()) return true;
      this.channel.send(bytes);
      sending.offset += bytes.byteLength;
    }
    return true;
  }
}
