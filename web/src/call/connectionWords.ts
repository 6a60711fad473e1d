import type { Rung } from '@hangouts/protocol';
import type { Connection } from '../session/state.js';

/** How the call stands, in words; `said` are for those who do not see the stage. */
export function connectionWords(
  connection: Connection,
  people: number,
  rung: Rung,
): { shown: string | null; said: string } {
  switch (connection) {
    case 'connected':
      return {
        shown: null,
        said: people === 1 ? 'Connected. You are alone here.' : connectedWords(people, rung),
      };
    case 'connecting':
      return { shown: 'Connecting…', said: 'Connecting…' };
    case 'reconnecting':
      return { shown: 'Reconnecting…', said: 'Reconnecting. Your seat is kept.' };
    case 'lost':
      return { shown: 'Connection lost. Trying again…', said: 'Connection lost. Trying again.' };
  }
}

function connectedWords(people: number, rung: Rung): string {
  return rung === 'direct'
    ? `Connected. ${people} are here, directly from device to device.`
    : `Connected. ${people} are here.`;
}
