import type { Connection } from '../session/state.js';

/** How the call stands, in words; `said` are for those who do not see the stage. */
export function connectionWords(
  connection: Connection,
  people: number,
): { shown: string | null; said: string } {
  switch (connection) {
    case 'connected':
      return {
        shown: null,
        said: people === 1 ? 'Connected. You are alone here.' : `Connected. ${people} are here.`,
      };
    case 'connecting':
      return { shown: 'Connecting…', said: 'Connecting…' };
    case 'reconnecting':
      return { shown: 'Reconnecting…', said: 'Reconnecting. Your seat is kept.' };
    case 'lost':
      return { shown: 'Connection lost. Trying again…', said: 'Connection lost. Trying again.' };
  }
}
