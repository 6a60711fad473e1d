import { useDeferredValue } from 'react';
import type { Session } from './session/session.js';
import type { RoomState } from './session/state.js';
import { useLasting } from './ui/useLasting.js';
import { useReadable } from './ui/useReadable.js';

/** How long the others' tracks are waited for, in milliseconds. */
const PATIENCE = 150;

/**
 * Whether the call is to be drawn. Not before the others' tracks are there, where there are any: drawing the whole
 * page takes the browser about as long as opening them, and the first picture would come that much later. And then
 * in between what else there is to do, for the same reason.
 */
export function useDrawn({ state, remoteTracks }: Session, inCall: boolean): boolean {
  const expected = useReadable(state, othersSend);
  const there = useReadable(remoteTracks, (tracks) => tracks.length > 0);
  const late = useLasting(inCall, PATIENCE);
  return useDeferredValue(inCall && (there || late || !expected));
}

function othersSend({ participants, you }: RoomState): boolean {
  return participants.some(({ id, sources }) => id !== you && sources.length > 0);
}
