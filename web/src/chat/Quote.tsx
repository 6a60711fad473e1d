import { useEffect } from 'react';
import { useWords } from '../language/useWords.js';
import { indexOf } from '../session/messages.js';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { useReadable } from '../ui/useReadable.js';
import type { MessageActions } from './actions.js';
import { beginningOf } from './chatAsText.js';
import styles from './Message.module.css';

/** The beginning of the message that another answers; a click goes to it. */
export function Quote({
  session,
  sequence,
  actions,
  reached,
}: {
  session: Session;
  sequence: number;
  actions: MessageActions;
  /** Whether the keyboard is at the message that it stands in: only there Tab stops at it. */
  reached: boolean;
}) {
  const words = useWords();
  const original = useReadable(session.state, (state) => messageAt(state, sequence));
  const missing = original === undefined;
  useEffect(() => {
    if (missing) session.reading.want(sequence);
  }, [session, sequence, missing]);

  if (!original) {
    return (
      <p className={styles.quote}>{original === null ? words('chat:quoteGone') : words('chat:loading')}</p>
    );
  }
  const { name, deleted } = original;
  return (
    <button
      type="button"
      className={styles.quote}
      tabIndex={reached ? 0 : -1}
      aria-label={words('chat:goToQuote', { name })}
      onClick={() => actions.goTo(sequence)}
    >
      <strong>
        <bdi>{name}</bdi>
      </strong>
      <span>
        <bdi>{deleted ? words(`chat:deletedBy.${deleted}`) : beginningOf(original)}</bdi>
      </span>
    </button>
  );
}

/** A message by its number: undefined where it is not known yet, null where it is not to be had. */
function messageAt({ chat }: RoomState, sequence: number) {
  return chat.messages[indexOf(chat.messages, sequence)] ?? chat.quoted.get(sequence);
}
