import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from '../rooms/refusal.js';
import type { MediaLog } from './log.js';
import { MediaWorker, type Tenant, type WorkerOptions } from './media-worker.js';
import { leastLoaded, restartDelay } from './worker-policy.js';

// How long a caller waits for a replacement where every worker is dead.
const PLACE_PATIENCE_MS = 3_000;
// How long rooms of a dead worker wait for its replacement where other workers live.
const REPLACEMENT_PATIENCE_MS = 1_000;
const RECENT_MS = 60_000;

export interface PoolOptions extends Omit<WorkerOptions, 'port'> {
  /** How many; each takes the next port, counting up from `firstPort`. */
  workers: number;
  firstPort: number;
  log: MediaLog;
}

export interface PoolEvents {
  /** A worker died; all on it is gone. */
  died: [worker: MediaWorker];
  /** The rooms of a dead worker may be built again: there is a worker to take them. */
  recovered: [dead: MediaWorker];
}

/** A worker's place: its port, and the process that stands in it now. */
interface Slot {
  port: number;
  worker: MediaWorker | null;
  /** While the slot has no worker: settles once it has one again. */
  replacing: Promise<void> | null;
  /** Times of deaths and failed starts. */
  deaths: number[];
}

/** The media workers: one a port, a dead one replaced in its place. Owns them. */
export class WorkerPool extends EventEmitter<PoolEvents> {
  readonly #slots: Slot[];
  readonly #stopping = new AbortController();

  private constructor(readonly options: PoolOptions) {
    super();
    this.#slots = Array.from({ length: options.workers }, (_, index) => ({
      port: options.firstPort + index,
      worker: null,
      replacing: null,
      deaths: [],
    }));
  }

  /** Starts every worker; all or none. @throws StartError */
  static async start(options: PoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options);
    const starts = await Promise.allSettled(pool.#slots.map((slot) => pool.#fill(slot)));
    const failure = starts.find((start) => start.status === 'rejected');
    if (failure === undefined) return pool;
    pool.close();
    throw failure.reason;
  }

  /**
   * Puts a tenant on the least loaded worker, at once where one lives; else waits up to 3 s for a replacement.
   * Refusal: `media-unavailable`.
   */
  async place(tenant: Tenant): Promise<MediaWorker> {
    const deadline = performance.now() + PLACE_PATIENCE_MS;
    for (;;) {
      const living = this.#living();
      const worker = living[leastLoaded(living.map((candidate) => candidate.load))];
      if (worker !== undefined) {
        // In the same turn as the choice, so that the next one counts it.
        worker.tenants.add(tenant);
        return worker;
      }
      const patience = deadline - performance.now();
      if (patience <= 0 || this.#stopping.signal.aborted) throw new Refusal('media-unavailable');
      await this.#firstOf(
        this.#slots.flatMap((slot) => slot.replacing ?? []),
        patience,
      );
    }
  }

  /** Process ids of the workers that run, and how many should. */
  health(): { pids: number[]; wanted: number } {
    return { pids: this.#living().map((worker) => worker.process.pid), wanted: this.#slots.length };
  }

  /** Settles once every worker has answered. Rejects where one is missing or stays silent for a second. */
  async check(): Promise<void> {
    const living = this.#living();
    if (living.length < this.#slots.length) {
      throw new Error(`${living.length} of ${this.#slots.length} media workers run`);
    }
    await Promise.all(living.map((worker) => worker.check()));
  }

  /** Ends all workers; none is replaced from here on. */
  close(): void {
    this.#stopping.abort();
    for (const slot of this.#slots) slot.worker?.close();
  }

  #living(): MediaWorker[] {
    return this.#slots.flatMap(({ worker }) => (worker === null || worker.process.closed ? [] : worker));
  }

  async #fill(slot: Slot): Promise<void> {
    const { host, announcedAddresses, workerBin } = this.options;
    const worker = await MediaWorker.start({ port: slot.port, host, announcedAddresses, workerBin });
    if (this.#stopping.signal.aborted) {
      worker.close();
      return;
    }
    slot.worker = worker;
    worker.process.once('died', () => this.#onDied(slot, worker));
    // It may have died between its last answer and this line.
    if (worker.process.died) this.#onDied(slot, worker);
  }

  #onDied(slot: Slot, worker: MediaWorker): void {
    if (slot.worker !== worker) return;
    slot.worker = null;
    if (this.#stopping.signal.aborted) return;
    this.options.log.error({ pid: worker.process.pid, port: slot.port }, 'a media worker died');
    slot.replacing = this.#replace(slot);
    this.emit('died', worker);
    void this.#announce(worker, slot.replacing);
  }

  async #replace(slot: Slot): Promise<void> {
    const { log } = this.options;
    while (!this.#stopping.signal.aborted) {
      const now = performance.now();
      slot.deaths = [...slot.deaths.filter((time) => now - time < RECENT_MS), now];
      await this.#pause(restartDelay(slot.deaths.length));
      try {
        await this.#fill(slot);
        // It may have died again already, and then the next replacement is on its way.
        if (slot.worker === null) return;
        slot.replacing = null;
        log.info({ pid: slot.worker.process.pid, port: slot.port }, 'a media worker was replaced');
        return;
      } catch (error) {
        log.error({ err: error, port: slot.port }, 'a media worker could not be replaced yet');
      }
    }
  }

  async #announce(dead: MediaWorker, replacing: Promise<void>): Promise<void> {
    await this.#firstOf([replacing], REPLACEMENT_PATIENCE_MS);
    // With no other worker to go to, the rooms wait for the replacement however long it takes.
    if (this.#living().length === 0) await replacing;
    if (!this.#stopping.signal.aborted) this.emit('recovered', dead);
  }

  async #firstOf(events: Promise<void>[], patienceMs: number): Promise<void> {
    const done = new AbortController();
    try {
      await Promise.race([...events, this.#pause(patienceMs, done.signal)]);
    } finally {
      done.abort();
    }
  }

  /** Waits, or less where `cut` or the pool ends. */
  async #pause(ms: number, cut?: AbortSignal): Promise<void> {
    if (ms <= 0) return;
    const signals = cut === undefined ? [this.#stopping.signal] : [this.#stopping.signal, cut];
    await delay(ms, undefined, { signal: AbortSignal.any(signals) }).catch(() => undefined);
  }
}
