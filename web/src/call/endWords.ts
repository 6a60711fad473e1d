import type { Words } from '../language/words.js';
import type { RoomState } from '../session/state.js';

/** What the page says after a call, and whether coming back is offered. */
export function endWords(
  words: Words,
  problem: RoomState['problem'],
  room: string,
): { title: string; help: string; back: boolean } {
  switch (problem) {
    case null:
      return {
        title: words('page:left'),
        help: words('page:leftHelp', { room }),
        back: true,
      };
    case 'removed':
      return { title: words('page:removed'), help: words('errors:removed'), back: false };
    case 'meeting-ended':
      return { title: words('page:endedForAll'), help: words(`errors:${problem}`), back: false };
    case 'seat-elsewhere':
      return { title: words('page:elsewhere'), help: words(`errors:${problem}`), back: true };
    case 'server-gone':
      return {
        title: words('page:serverGone'),
        help: words('page:serverGoneHelp'),
        back: true,
      };
    default:
      return { title: words('page:ended'), help: words(`errors:${problem}`), back: true };
  }
}
