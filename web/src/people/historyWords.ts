import type { History } from '@hangouts/protocol';
import type { Words } from '../language/words.js';

/** How long the chat is kept, in words. */
export function historyWords(words: Words, history: History): string {
  if (history === 'none') return words('people:keepNone');
  if (history === 'meeting') return words('people:keepMeeting');
  return words('people:keepDays', { count: history.days });
}
