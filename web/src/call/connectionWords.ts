import type { Rung } from '@hangouts/protocol';
import type { Words } from '../language/words.js';
import type { Connection } from '../session/state.js';

/** How the call stands, in words; `said` are for those who do not see the stage. */
export function connectionWords(
  words: Words,
  connection: Connection,
  people: number,
  rung: Rung,
): { shown: string | null; said: string } {
  switch (connection) {
    case 'connected':
      return { shown: null, said: connectedWords(words, people, rung) };
    case 'connecting':
      return { shown: words('call:connecting'), said: words('call:connecting') };
    case 'reconnecting':
      return { shown: words('call:reconnecting'), said: words('call:reconnectingSaid') };
    case 'lost':
      return { shown: words('call:lost'), said: words('call:lostSaid') };
  }
}

function connectedWords(words: Words, people: number, rung: Rung): string {
  if (people === 1) return words('call:alone');
  return words(rung === 'direct' ? 'call:connectedDirectly' : 'call:connected', { count: people });
}
