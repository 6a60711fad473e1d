import { changeable } from '../session/readable.js';
import type { Readable } from '../session/session.js';
import type { RoomState } from '../session/state.js';

/**
 * Whether what one says is written down for the others. Asked for anew for each call, and never remembered: the browser
 * may send the sound to its maker.
 */
export const ownCaptions = changeable(false);

/** Ends them with the call; gives the way to end a visit, and them with it. */
export function endOwnCaptions(state: Readable<Pick<RoomState, 'phase'>>): () => void {
  const stop = state.subscribe(() => {
    if (state.get().phase === 'ended') ownCaptions.set(false);
  });
  return () => {
    stop();
    ownCaptions.set(false);
  };
}
