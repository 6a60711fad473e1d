/** What a list of readings comes to. All in the readings' own unit. */
export interface Summary {
  median: number;
  min: number;
  max: number;
  /** In the order they were taken. */
  values: number[];
}

/** The middle of the values, or the mean of the two middle ones. Throws a RangeError for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('The median of no values');
  return (lower + upper) / 2;
}

/** Sums up readings, at least one. */
export function summarize(values: readonly number[]): Summary {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values), values: [...values] };
}

/** What each of ours is of the floor's reading that was taken beside it. */
export function pairRatios(ours: readonly number[], floor: readonly number[]): number[] {
  return ours.flatMap((value, pair) => {
    const beside = floor[pair];
    return beside === undefined || beside === 0 ? [] : [value / beside];
  });
}
