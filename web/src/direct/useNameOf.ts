import type { ParticipantId } from '@hangouts/protocol';
import type { Session } from '../session/session.js';
import { useReadable } from '../ui/useReadable.js';

/** The name that a participant is shown with; who is gone is "the other". */
export function useNameOf(session: Session, participant: ParticipantId): string {
  return useReadable(
    session.state,
    (state) => state.participants.find(({ id }) => id === participant)?.name ?? 'the other',
  );
}
