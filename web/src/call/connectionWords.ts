import type { Rung } from '@hangouts/protocol';
import type { Words } from '../language/words.js';
import type { Connection } from '../session/state.js';

/**
 * How the call stands, in words. `said` are for those who do not see the stage; `news` are told to them when it changes,
 * and say nothing of who is there: whoever comes and goes is told elsewhere, as far as one wants to hear it.
 */
export function connectionWords(
  words: Words,
  connection: Connection,
  people: number,
  rung: Rung,
): { shown: string | null; said: string; news: string } {
  switch (connection) {
    case 'connected':
      return { shown: null, said: connectedWords(words, people, rung), news: words('call:isConnected') };
    case 'connecting':
      return badly(words('call:connecting'), words('call:connecting'));
    case 'reconnecting':
      return badly(words('call:reconnecting'), words('call:reconnectingSaid'));
    case 'lost':
      return badly(words('call:lost'), words('call:lostSaid'));
  }
}

function badly(shown: string, said: string) {
  return { shown, said, news: said };
}

function connectedWords(words: Words, people: number, rung: Rung): string {
  if (people === 1) return words('call:alone');
  return words(rung === 'direct' ? 'call:connectedDirectly' : 'call:connected', { count: people });
}
