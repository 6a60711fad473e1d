import { useCallback } from 'react';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { useReadable } from '../ui/useReadable.js';
import type { Picture } from './pictures.js';

/** Whether a host shows somebody large to everybody. */
export function useInSpotlight(session: Session, { participant: { id } }: Picture): boolean {
  return useReadable(
    session.state,
    useCallback(({ spotlight }: RoomState) => spotlight === id, [id]),
  );
}
