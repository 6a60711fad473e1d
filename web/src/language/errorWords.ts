import { isErrorCode } from '@hangouts/protocol/errors';
import type { Words } from './words.js';

/** What a person reads where something that they asked for failed: an error of the session's, or any other. */
export function failureWords(words: Words, failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const { message } = failure;
  return 'code' in failure && typeof failure.code === 'string'
    ? errorWords(words, { code: failure.code, message })
    : message;
}

/**
 * What a person reads where the server says no, or cannot be reached: the page's own words for a code that it knows,
 * else the sentence that came with it.
 */
export function errorWords(words: Words, { code, message }: { code: string; message: string }): string {
  return isErrorCode(code) || code === 'offline' ? words(`errors:${code}`) : message;
}
