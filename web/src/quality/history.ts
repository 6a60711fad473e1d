/** A row of figures as a line, and in words. Pure. */
import type { Words } from '../language/words.js';

/**
 * The path of a line through values, oldest first, in a box of `width` by `height`; `slots` values fill it, and
 * fewer end at its right edge. Where a value is missing the line is too. The top is the greatest value, at least
 * `floor`.
 */
export function linePath(
  values: readonly (number | null)[],
  box: { width: number; height: number; slots: number; floor: number },
): string {
  const shown = values.slice(-box.slots);
  const top = Math.max(box.floor, ...shown.map((value) => value ?? 0));
  const step = box.width / Math.max(1, box.slots - 1);
  const start = box.slots - shown.length;
  let drawing = false;
  const parts = shown.map((value, index) => {
    if (value === null) {
      drawing = false;
      return '';
    }
    const x = round((start + index) * step);
    const y = round(box.height - (value / top) * box.height);
    const command = drawing ? 'L' : 'M';
    drawing = true;
    // A line of no length, with round ends, is a dot.
    return command === 'M' ? `M${x} ${y}L${x} ${y}` : `L${x} ${y}`;
  });
  return parts.join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What the line shows, for those who do not see it. `say` puts a value into words. */
export function spanWords(
  words: Words,
  name: string,
  values: readonly (number | null)[],
  minutes: number,
  say: (value: number) => string,
): string {
  const known = values.filter((value) => value !== null);
  const newest = known.at(-1);
  if (newest === undefined) return words('quality:nothingMeasured', { name });
  const least = say(Math.min(...known));
  const most = say(Math.max(...known));
  return words('quality:span', { name, count: minutes, least, most, now: say(newest) });
}
