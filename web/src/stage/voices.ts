/** Who speaks, and since when: what is large and who is brought into sight go by this. Times in milliseconds. */
import type { ParticipantId } from '@hangouts/protocol';

export interface Voices {
  /** Who speaks now, and when they began. */
  since: ReadonlyMap<ParticipantId, number>;
  /** When those who are silent now were last heard. */
  heard: ReadonlyMap<ParticipantId, number>;
}

export const NO_VOICES: Voices = { since: new Map(), heard: new Map() };

/** How long somebody speaks before pictures change their places for it: a cough is no speech. */
export const SETTLING = 500;

/** The voices after it was said who speaks now, of those who are `present`. */
export function hear(
  voices: Voices,
  speaking: ReadonlyMap<ParticipantId, unknown>,
  present: readonly ParticipantId[],
  now: number,
): Voices {
  const since = new Map<ParticipantId, number>();
  const heard = new Map<ParticipantId, number>();
  for (const id of present) {
    const began = voices.since.get(id);
    const before = began === undefined ? voices.heard.get(id) : now;
    if (speaking.has(id)) since.set(id, began ?? now);
    else if (before !== undefined) heard.set(id, before);
  }
  return { since, heard };
}

/** Whether somebody has been speaking for long enough. */
export function isSettled({ since }: Voices, id: ParticipantId, now: number): boolean {
  const began = since.get(id);
  return began !== undefined && now - began >= SETTLING;
}

/** How long until one more has spoken for long enough; null where nobody is about to. */
export function untilSettled({ since }: Voices, now: number): number | null {
  const left = [...since.values()].map((began) => began + SETTLING - now).filter((rest) => rest > 0);
  return left.length === 0 ? null : Math.min(...left);
}

/** When somebody was last heard: now for who speaks, long ago for who never did. */
export function lastHeard({ since, heard }: Voices, id: ParticipantId): number {
  return since.has(id) ? Infinity : (heard.get(id) ?? -Infinity);
}

/**
 * Whose picture is the large one, among the people `present`. Whoever has it keeps it while they speak and while
 * nobody else does; then the one who has spoken longest gets it. Null where nobody is there.
 */
export function chooseSpeaker(
  current: ParticipantId | null,
  present: readonly ParticipantId[],
  voices: Voices,
  now: number,
): ParticipantId | null {
  const stays = current !== null && present.includes(current);
  if (stays && voices.since.has(current)) return current;
  const [next] = present
    .filter((id) => isSettled(voices, id, now))
    .toSorted((one, other) => (voices.since.get(one) ?? now) - (voices.since.get(other) ?? now));
  if (next !== undefined) return next;
  if (stays) return current;
  const [latest] = present.toSorted((one, other) =>
    compare(lastHeard(voices, other), lastHeard(voices, one)),
  );
  return latest ?? null;
}

// Subtracting would give NaN for two who never spoke.
function compare(one: number, other: number): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
