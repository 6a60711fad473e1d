/** Which lines of what is said are shown. Pure: the time is an input. */
import type { Caption } from '@hangouts/protocol';

export interface CaptionLine extends Caption {
  /** The speaker's name when it was said. */
  name: string;
  /** When it was last heard better, in milliseconds. */
  at: number;
}

/** As many as are read at a glance. */
const SHOWN = 3;
/** How long a line stays after it was last heard better, in milliseconds. */
export const STAYS = 10_000;

/** The lines with this one: in place of the same line as it was heard before, or below the others. */
export function withCaption(lines: readonly CaptionLine[], line: CaptionLine): CaptionLine[] {
  const known = lines.findIndex((one) => isSame(one, line));
  const before = lines[known];
  // What stays as it is was said last; a late guess does not undo it.
  if (before?.final === true && !line.final) return [...lines];
  const all = before === undefined ? [...lines, line] : lines.with(known, line);
  return all.slice(-SHOWN);
}

/** The lines that are not too old to be shown. */
export function stillShown(lines: readonly CaptionLine[], now: number): readonly CaptionLine[] {
  const young = lines.filter(({ at }) => now - at < STAYS);
  return young.length === lines.length ? lines : young;
}

function isSame(one: CaptionLine, other: CaptionLine): boolean {
  return one.participant === other.participant && one.line === other.line;
}
