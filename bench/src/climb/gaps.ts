/** Breaks in what is seen. Pure. */

/** The longest time without a frame between `from` and `to`, in the unit of the times, which are in order. */
export function longestGap(times: readonly number[], from: number, to: number): number {
  const within = times.filter((time) => time > from && time < to);
  const edges = [from, ...within, to];
  return Math.max(...edges.map((time, index) => time - (edges[index - 1] ?? time)));
}

/** The value that `share` of the values (0 to 1) are not above. Throws a RangeError for none. */
export function percentile(values: readonly number[], share: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];
  if (value === undefined) throw new RangeError('A percentile of no values');
  return value;
}
