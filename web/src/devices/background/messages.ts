/** What a page and the worker that changes its background say to each other. */
import type { Streams } from './insertable.js';
import type { Behind } from './painter.js';
import type { Pace } from './pace.js';

export type ToWorker =
  /** Take the pictures from here and put those that are made of them there. */
  | ({ kind: 'stream' } & Streams)
  /** Ask for each picture (`next`), this many a second. */
  | { kind: 'ask'; rate: number }
  /** The picture that was asked for; null where the camera has none yet. */
  | { kind: 'frame'; frame: ImageBitmap | null }
  | { kind: 'behind'; behind: Behind };

export type FromWorker =
  | { kind: 'next' }
  | { kind: 'painted'; picture: ImageBitmap }
  /** People are told from what is behind them from now on. */
  | { kind: 'ready' }
  | { kind: 'pace'; pace: Pace }
  | { kind: 'failed' };
