const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in words, in the visitor's manner: 1.4 MB. */
export function sizeInWords(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1_000 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(value);
}

/** A number of people in words. */
export function peopleInWords(count: number): string {
  return count === 1 ? '1 person' : `${new Intl.NumberFormat().format(count)} people`;
}

/** Names one after the other: "Ana, Marko and 3 others". */
export function namesInWords(names: readonly string[], most = 3): string {
  const shown = names.slice(0, names.length > most ? most - 1 : most);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} others`] : shown;
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(parts);
}

const SPANS = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 604_800_000],
] as const;

/** How long ago something was, in words: "5 minutes ago", "yesterday". Both in milliseconds since the epoch. */
export function timeAgo(at: number, now: number): string {
  const past = Math.max(0, now - at);
  const [unit, length] = SPANS.findLast(([, span]) => past >= span) ?? ['minute', 60_000];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(-Math.floor(past / length), unit);
}
