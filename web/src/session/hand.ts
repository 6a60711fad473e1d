/** One's own raised hand. */
import { selfOf } from './select.js';
import type { Readable } from './session.js';
import type { RoomState } from './state.js';

/** Who speaks for this long has had the word, in milliseconds: a cough has not. */
const SPOKEN = 2_000;

/** Calls `lower` when somebody whose hand is raised has spoken. */
export function lowerAfterSpeaking(state: Readable<RoomState>, lower: () => void): void {
  let speaking: ReturnType<typeof setTimeout> | null = null;
  state.subscribe(() => {
    const now = state.get();
    const speaks = now.you !== null && now.speaking.has(now.you) && selfOf(now)?.hand !== undefined;
    if (speaks === (speaking !== null)) return;
    if (speaking !== null) clearTimeout(speaking);
    speaking = speaks
      ? setTimeout(() => {
          speaking = null;
          lower();
        }, SPOKEN)
      : null;
  });
}

/** Those whose hands are raised, in the order in which they were. */
export function raisedHands({ participants }: Pick<RoomState, 'participants'>): RoomState['participants'] {
  return participants
    .filter(({ hand }) => hand !== undefined)
    .toSorted((one, other) => (one.hand ?? 0) - (other.hand ?? 0));
}
