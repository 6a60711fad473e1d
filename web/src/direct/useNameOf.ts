import type { ParticipantId } from '@hangouts/protocol';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { useReadable } from '../ui/useReadable.js';

/** The name that a participant is shown with; who is gone is "the other". */
export function useNameOf(session: Session, participant: ParticipantId): string {
  const words = useWords();
  const name = useReadable(
    session.state,
    (state) => state.participants.find(({ id }) => id === participant)?.name ?? null,
  );
  return name ?? words('direct:theOther');
}
