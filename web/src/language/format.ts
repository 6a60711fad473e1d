/** Numbers, sizes, times and lists as a language writes them. */
import type { Words } from './words.js';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in words: 1.4 MB. */
export function sizeInWords({ locale }: Words, bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const value = bytes / 1_000 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(value);
}

/** A number of people in words. */
export function peopleInWords(words: Words, count: number): string {
  return words('ui:people', { count });
}

/** Names one after the other: "Ana, Marko and 3 others". */
export function namesInWords(words: Words, names: readonly string[], most = 3): string {
  const shown = names.slice(0, names.length > most ? most - 1 : most);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, words('ui:others', { count: rest })] : shown;
  return new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(parts);
}

const SPANS = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 604_800_000],
] as const;

/** How long ago something was, in words: "5 minutes ago", "yesterday". Both in milliseconds since the epoch. */
export function timeAgo({ locale }: Words, at: number, now: number): string {
  const past = Math.max(0, now - at);
  const [unit, length] = SPANS.findLast(([, span]) => past >= span) ?? ['minute', 60_000];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(past / length), unit);
}

/**
 * How long it is until something, in words: "in 90 minutes", "in 3 days"; ago as `timeAgo`. Who waits counts finer
 * than who looks back.
 */
export function timeUntil(words: Words, at: number, now: number): string {
  const ahead = at - now;
  if (ahead <= 0) return timeAgo(words, at, now);
  const [unit, length] = SPANS.findLast(([, span]) => ahead >= 2 * span) ?? ['minute', 60_000];
  return new Intl.RelativeTimeFormat(words.locale, { numeric: 'auto' }).format(
    Math.round(ahead / length),
    unit,
  );
}

/**
 * From when to when something is, in the visitor's time zone, which it names: "Sunday, 31 January 2027, 19:00 – 20:30
 * CET". `startsAt` in milliseconds since the epoch, `duration` in minutes.
 */
export function spanInWords({ locale }: Words, startsAt: number, duration: number): string {
  return formatter(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).formatRange(startsAt, startsAt + duration * 60_000);
}

/** How long something takes, in minutes: "45 minutes", "1.5 hours". */
export function durationInWords({ locale }: Words, minutes: number): string {
  const [value, unit] = minutes < 60 ? [minutes, 'minute'] : [minutes / 60, 'hour'];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 2,
  }).format(value);
}

/** A number. */
export function numberIn({ locale }: Words, value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** A part, 0 to 1, in percent: 12%; with one decimal where it is small and `fine`. */
export function shareInWords({ locale }: Words, part: number, fine = false): string {
  const digits = fine && part > 0 && part < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(part);
}

/** A short time, in milliseconds: 41 ms. */
export function millisecondsInWords(words: Words, time: number): string {
  const value = new Intl.NumberFormat(words.locale, {
    style: 'unit',
    unit: 'millisecond',
    unitDisplay: 'short',
    maximumFractionDigits: 0,
  }).format(Math.max(1, time));
  return time < 1 ? words('ui:under', { value }) : value;
}

/** What a line carries, in bits per second: 32 kbit/s, 2.3 Mbit/s. */
export function bitrateInWords(words: Words, bits: number): string {
  if (bits < 999_500) return words('ui:kilobits', { value: numberIn(words, Math.round(bits / 1_000)) });
  const megabits = new Intl.NumberFormat(words.locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return words('ui:megabits', { value: megabits.format(bits / 1_000_000) });
}

/** A time of day, with hours and minutes. */
export function clockInWords({ locale }: Words, time: Date): string {
  return formatter(locale, { hour: 'numeric', minute: '2-digit' }).format(time);
}

/** A day, without its year. */
export function dayInWords({ locale }: Words, time: Date): string {
  return formatter(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(time);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made once for each language: a log of messages asks for many times, and making one takes long. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formatters.set(key, known);
  return known;
}
