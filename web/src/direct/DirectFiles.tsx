import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './DirectFiles.module.css';
import { SendDirectly } from './SendDirectly.js';
import { TransferCard } from './TransferCard.js';

/** The files of this call that go straight between two pages, and how to send one. */
export default function DirectFiles({ session }: { session: Session }) {
  const words = useWords();
  const transfers = useWhole(session.directFiles.transfers);
  return (
    <>
      {transfers.length > 0 ? (
        <ul className={styles.list} aria-label={words('direct:sentFiles')}>
          {transfers.map((transfer) => (
            <TransferCard key={transfer.id} session={session} transfer={transfer} />
          ))}
        </ul>
      ) : null}
      <SendDirectly session={session} />
    </>
  );
}
