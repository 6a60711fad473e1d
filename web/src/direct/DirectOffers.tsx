import { useEffect, useRef } from 'react';
import { useWords } from '../language/useWords.js';
import type { DirectTransfer } from '../session/direct-files/transfer.js';
import type { Session } from '../session/session.js';
import { saveAs } from '../ui/saveAs.js';
import { sameList, useReadable } from '../ui/useReadable.js';
import styles from './DirectFiles.module.css';
import { TransferCard } from './TransferCard.js';

const underWay = (transfers: readonly DirectTransfer[]) =>
  transfers.filter(({ direction, status }) => direction === 'in' && SHOWN.has(status));
const SHOWN: ReadonlySet<DirectTransfer['status']> = new Set(['offered', 'moving', 'waiting']);

export interface DirectOffersProps {
  session: Session;
  /** The chat is open and shows them itself. */
  elsewhere: boolean;
}

/** What somebody wants to send directly, asked over the stage; saved as it arrives. */
export default function DirectOffers({ session, elsewhere }: DirectOffersProps) {
  const words = useWords();
  const { transfers } = session.directFiles;
  const offers = useReadable(transfers, underWay, sameList);

  const saved = useRef(new Set<string>());
  useEffect(() => {
    // Accepting a file is asking for it: it is handed to the browser without another click.
    const save = () => {
      for (const { id, name } of transfers.get()) {
        const content = saved.current.has(id) ? null : session.directFiles.content(id);
        if (content === null) continue;
        saved.current.add(id);
        saveAs(content, name);
      }
    };
    return transfers.subscribe(save);
  }, [session, transfers]);

  if (elsewhere || offers.length === 0) return null;
  return (
    <ul className={styles.offers} aria-label={words('direct:filesForYou')}>
      {offers.map((transfer) => (
        <TransferCard key={transfer.id} session={session} transfer={transfer} />
      ))}
    </ul>
  );
}
