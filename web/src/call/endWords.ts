import { ERROR_SENTENCES } from '@hangouts/protocol/errors';
import type { Words } from '../language/words.js';
import type { RoomState } from '../session/state.js';

/** What the page says after a call, and whether coming back is offered. */
export function endWords(
  words: Words,
  problem: RoomState['problem'],
  room: string,
): { title: string; words: string; back: boolean } {
  switch (problem) {
    case null:
      return {
        title: 'You left the hangout',
        words: `“${room}” goes on without you. The door stays open.`,
        back: true,
      };
    case 'removed':
      return { title: 'You were removed', words: ERROR_SENTENCES.removed, back: false };
    case 'meeting-ended':
      return { title: words('call:endedForAll'), words: words(`errors:${problem}`), back: false };
    case 'seat-elsewhere':
      return { title: 'The call went on elsewhere', words: ERROR_SENTENCES[problem], back: true };
    case 'server-gone':
      return {
        title: 'The server cannot be reached',
        words: 'It may be restarting, or your line may be down. Try again in a moment.',
        back: true,
      };
    default:
      return { title: 'The call has ended', words: ERROR_SENTENCES[problem], back: true };
  }
}
