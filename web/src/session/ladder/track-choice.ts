/** By which link a remote track is shown. Pure. */
import type { Rung } from '@hangouts/protocol';

/** What a link has of a source: no track, one through which nothing has come yet, or one that runs. */
export type Worth = 'absent' | 'waiting' | 'running';

export interface Choice {
  /** What is shown now. */
  shown: Rung | null;
  /** The link that is to carry everything. */
  aim: Rung;
  /** Whether the room says that its sender sends it and may send it. */
  sent: boolean;
  /** What each link has of it. */
  worth: Readonly<Record<Rung, Worth>>;
}

/**
 * The link whose track is to be shown, or null for none. What is shown stays until the link aimed at brings
 * something; one that is muted brings nothing and is not waited for.
 */
export function chosen({ shown, aim, sent, worth }: Choice): Rung | null {
  const there = (rung: Rung) => worth[rung] !== 'absent';
  if (worth[aim] === 'running' || (there(aim) && !sent)) return aim;
  if (shown !== null && there(shown)) return shown;
  const other = aim === 'direct' ? 'room' : 'direct';
  // Nothing is shown yet: one that is carried already comes before one that is still waited for.
  if (worth[other] === 'running') return other;
  return there(aim) ? aim : there(other) ? other : null;
}
