/** One file that comes straight from the other page: its bytes in order, kept as they come. */
import type { Sink } from './sink.js';

/** How often the sender hears what has been kept, in bytes. */
const TOLD_EVERY = 256 * 1024;
/** Several times what a sender has under way that waits to hear so: in bytes, and in pieces of its size. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_PIECES = 256;

export interface ReceivingEvents {
  /** More of it has been kept; `offset` in bytes. */
  kept(offset: number): void;
  whole(blob: Blob): void;
  failed(): void;
}

export class Receiving {
  #received = 0;
  /** Pieces that have come and are not kept yet. */
  #pieces = 0;
  #kept = 0;
  #told = 0;
  #writing: Promise<void> = Promise.resolve();
  #over = false;

  constructor(
    private readonly sink: Sink,
    private readonly file: { size: number; type: string },
    private readonly events: ReceivingEvents,
  ) {
    if (file.size === 0) this.#finish();
  }

  /** Bytes that have come, in order and without a gap: where the sender is to go on. */
  get offset(): number {
    return this.#received;
  }

  /** Takes the next bytes; more than was announced ends it, and more than can be kept as fast as they come. */
  take(bytes: ArrayBuffer): void {
    if (this.#over) return;
    this.#received += bytes.byteLength;
    this.#pieces += 1;
    const tooMany = this.#pieces > MOST_PIECES || this.#received - this.#kept > MOST_BYTES;
    if (this.#received > this.file.size || tooMany) return this.#fail();
    this.#writing = this.#writing.then(() => this.#write(bytes)).catch(() => this.#fail());
  }

  /** Gives it up and forgets what was kept. */
  discard(): void {
    if (this.#over) return;
    this.#over = true;
    void this.#writing.then(() => this.sink.discard());
  }

  async #write(bytes: ArrayBuffer): Promise<void> {
    if (this.#over) return;
    await this.sink.write(bytes);
    this.#kept += bytes.byteLength;
    this.#pieces -= 1;
    const whole = this.#kept === this.file.size;
    if (whole) {
      this.#finish();
    } else if (this.#kept - this.#told >= TOLD_EVERY) {
      this.#told = this.#kept;
      this.events.kept(this.#kept);
    }
  }

  #finish(): void {
    this.#over = true;
    this.sink.finish(this.file.type).then(
      (blob) => {
        this.events.kept(this.file.size);
        this.events.whole(blob);
      },
      () => this.events.failed(),
    );
  }

  #fail(): void {
    if (this.#over) return;
    this.discard();
    this.events.failed();
  }
}
