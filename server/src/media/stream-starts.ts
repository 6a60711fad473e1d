import type { Producer } from 'mediasoup/types';

/**
 * How long after a stream has begun its layers are weighed again, in milliseconds: by then a frame of each temporal
 * layer has come from a camera of 15 frames a second, and from one of 5.
 */
const SEEN_AFTER = [100, 400];
/** What begins within this time is seen with what began before it. Milliseconds. */
const TOGETHER = 250;
/** So long after one beginning the next is followed, in milliseconds: somebody might begin and end without a pause. */
const REST = 1_000;

/** What is followed of a producer. */
export type StartingProducer = Pick<Producer, 'score' | 'on' | 'observer' | 'closed'>;

/**
 * Tells when the layers of a producer's streams can be weighed that have begun, or begun again. The worker weighs them
 * when the first packet comes, which has the lowest temporal layer only, and not again for seconds: until then the
 * viewers would get half of the frames.
 */
export function watchStarts(producer: StartingProducer, seen: () => void): void {
  if (producer.closed) return;
  let running = runningOf(producer);
  let followedAt = -Infinity;
  let again = false;
  const timers = new Set<NodeJS.Timeout>();
  const later = (after: number, call: () => void) => void timers.add(setTimeout(call, after).unref());
  const follow = () => {
    timers.clear();
    followedAt = performance.now();
    again = false;
    for (const after of SEEN_AFTER) later(after, seen);
    later(REST, () => {
      if (again) follow();
    });
  };
  producer.on('score', () => {
    const now = runningOf(producer);
    const hasBegun = [...now].some((stream) => !running.has(stream));
    running = now;
    if (!hasBegun) return;
    const since = performance.now() - followedAt;
    if (since >= REST) follow();
    else if (since > TOGETHER) again = true;
  });
  producer.observer.once('close', () => {
    for (const timer of timers) clearTimeout(timer);
  });
}

/** By SSRC; of a stream that is switched off, or lost altogether, the score is 0. */
function runningOf({ score }: StartingProducer): Set<number> {
  return new Set(score.flatMap(({ ssrc, score: worth }) => (worth > 0 ? ssrc : [])));
}
