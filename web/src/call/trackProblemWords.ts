import type { Source } from '@hangouts/protocol';
import type { Words } from '../language/words.js';

/** What is said of a track that did not get through; `name` is whose it is, null for one's own. */
export function trackProblemWords(words: Words, name: string | null, source: Source): string {
  return name === null ? words(`call:ownProblem.${source}`) : words(`call:theirProblem.${source}`, { name });
}
