import type { Words } from '../language/words.js';

/** What is said in passing when the spotlight goes to somebody (null for nobody), or null where it is no news. */
export function spotlightWords(
  words: Words,
  name: string | null,
  { you, wasYou }: { you: boolean; wasYou: boolean },
): string | null {
  if (name === null) return wasYou ? words('call:spotlightOver') : null;
  return you ? words('call:spotlightYou') : words('call:spotlightOther', { name });
}
