/** What mediasoup's scores of streams (10 is whole, 0 is nothing) say of the lines they came by. Pure. */
import type { HeldBy } from '@hangouts/protocol';

/** A stream to a page: how it arrives there, and how it came from its sender. */
export interface Onward {
  score: number;
  senderScore: number;
}

// A score is near 10 times the fourth power of what got through: 5 is a loss of a sixth, 8 one of a twentieth.
const WEAK = 5;
const GOOD = 8;
/** A stream that came whole from its sender tells of the line onwards alone. */
const WHOLE = 9;

/**
 * Whether somebody's line is weak, by what comes from them and what goes to them. It stays as it `was` between
 * the two thresholds, and where nothing arrives at all. Scores of 0 are of streams that are switched off, or only
 * beginning, or lost altogether.
 */
export function isWeak(was: boolean, sent: readonly number[], received: readonly Onward[]): boolean {
  if (sent.length === 0 && received.length === 0) return false;
  const scores = [
    ...sent,
    // What was lost before it came to the server is not the viewer's line.
    ...received.flatMap(({ score, senderScore }) => (senderScore >= WHOLE ? score : [])),
  ].filter((score) => score > 0);
  if (scores.length === 0) return was;
  return Math.min(...scores) < (was ? GOOD : WEAK + 1);
}

/** Of the layers of one stream, the best score that arrives; null while none does. */
export function bestScore(scores: readonly number[]): number | null {
  const best = Math.max(0, ...scores);
  return best === 0 ? null : best;
}

export interface Layers {
  /** How many spatial layers there are. */
  all: number;
  /** The highest worth sending, counting from 0. */
  preferred: number;
  /** The highest sent; null while none is. */
  current: number | null;
}

/**
 * Why a picture comes smaller than it could. `arriving` are the scores of its layers as they come from the
 * sender, smallest first, where each is a stream of its own; else empty. `saved`: the viewer's budget chose the layer.
 */
export function heldBy(
  { all, preferred, current }: Layers,
  arriving: readonly number[],
  saved: boolean,
): HeldBy | null {
  if (current !== null && current < preferred) {
    const comes =
      arriving.length === 0 || arriving.slice(current + 1, preferred + 1).some((score) => score > 0);
    return comes ? 'line' : 'sender';
  }
  if (preferred === all - 1) return null;
  return saved ? 'budget' : 'tile';
}
