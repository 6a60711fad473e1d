import type { ParticipantId } from '@hangouts/protocol';

/** The most pairs that are remembered; the oldest are forgotten first. */
const MOST_PAIRS = 10_000;

/** The pairs whose direct connection failed. A participant is of one meeting, and so is a pair. */
export class FailedPairs {
  readonly #pairs = new Set<string>();

  constructor(private readonly most = MOST_PAIRS) {}

  add(people: readonly ParticipantId[]): void {
    this.#pairs.add(keyOf(people));
    const [oldest] = this.#pairs;
    if (this.#pairs.size > this.most && oldest !== undefined) this.#pairs.delete(oldest);
  }

  has(people: readonly ParticipantId[]): boolean {
    return this.#pairs.has(keyOf(people));
  }
}

function keyOf(people: readonly ParticipantId[]): string {
  return people.toSorted().join(' ');
}
