/**
 * The rules for the names people write. Without zod, so that the page can check what is typed
 * without loading a schema library.
 */
import type { ErrorCode } from './errors.js';

/** The longest name of a person or a room, in Unicode code points. */
export const NAME_LENGTH = 60;
/** The longest title of a hangout, in Unicode code points. */
export const TITLE_LENGTH = 100;

// Control characters, line and paragraph separators, and the embeddings, overrides and isolates of UAX #9,
// which would let a name rearrange the text that stands around it.
const FORBIDDEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const LONE_SURROGATE = /\p{Cs}/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;
const SLUG = /^[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)*$/u;

/** More marks on one letter are no writing (UAX #15, 12.1 has 30 for streams), and putting thousands in order takes long. */
const PILED_MARKS = /(\p{M}{30})\p{M}+/gu;

/** A text as it is kept: NFC (UAX #15), at most thirty marks on a letter, no space around it. */
export function normalizeText(text: string): string {
  return text.replace(PILED_MARKS, '$1').normalize('NFC').trim();
}

/** Whether a text has more code points than this. They are not counted where its UTF-16 units are no more. */
export function isLonger(text: string, most: number): boolean {
  return text.length > most && [...text].length > most;
}

/** The longest name of a file, in Unicode code points. */
const FILE_NAME_LENGTH = 255;

/** A file's name as it is kept: normalized; of a long one the end stays, for it says what kind it is. */
export function normalizeFileName(name: string): string {
  return normalizeText([...normalizeText(name)].slice(-FILE_NAME_LENGTH).join(''));
}

/** Why a normalized text cannot be a name, or null where it can. */
export function nameProblem(text: string): ErrorCode | null {
  if (FORBIDDEN.test(text) || LONE_SURROGATE.test(text)) return 'name-characters';
  if (!VISIBLE.test(text)) return 'name-empty';
  if (isLonger(text, NAME_LENGTH)) return 'name-too-long';
  return null;
}

/** Why a normalized text cannot be the title of a hangout, or null where it can. */
export function titleProblem(text: string): ErrorCode | null {
  if (FORBIDDEN.test(text) || LONE_SURROGATE.test(text)) return 'title-characters';
  if (!VISIBLE.test(text)) return 'title-empty';
  return [...text].length > TITLE_LENGTH ? 'title-too-long' : null;
}

/** Why a normalized text cannot be a room's id, or null where it can. */
export function roomIdProblem(text: string): ErrorCode | null {
  if (text === '') return 'room-empty';
  if (isLonger(text, NAME_LENGTH)) return 'room-too-long';
  if (!SLUG.test(text) || text !== text.toLowerCase()) return 'room-characters';
  return null;
}

/**
 * The room id that a text means: lower case, everything that is neither letter nor digit a hyphen.
 * Returns null where nothing is left, the text is too long, or it holds characters that are refused.
 */
export function slugOf(text: string): string | null {
  const normal = normalizeText(text);
  if (FORBIDDEN.test(normal) || LONE_SURROGATE.test(normal)) return null;
  const slug = normal
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return roomIdProblem(slug) === null ? slug : null;
}
