import X from 'lucide-react/icons/x';
import type { DirectTransfer } from '../session/direct-files/transfer.js';
import { isOver } from '../session/direct-files/transfer.js';
import type { Session } from '../session/session.js';
import { useWords } from '../language/useWords.js';
import { Button } from '../ui/Button.js';
import { IconButton } from '../ui/IconButton.js';
import { saveAs } from '../ui/saveAs.js';
import { useToasts } from '../ui/toastStore.js';
import styles from './DirectFiles.module.css';
import { transferWords } from './transferWords.js';
import { useNameOf } from './useNameOf.js';

/** One file on its way straight between two pages, with what can be done about it. */
export function TransferCard({ session, transfer }: { session: Session; transfer: DirectTransfer }) {
  const words = useWords();
  const { directFiles } = session;
  const { id, direction, name, size, moved, status } = transfer;
  const asked = direction === 'in' && status === 'offered';
  const over = isOver(transfer);

  const accept = async () => {
    if (await directFiles.accept(id)) return;
    useToasts.getState().say(words('direct:noRoom', { name }), 'danger');
  };
  const save = () => {
    const content = directFiles.content(id);
    if (content !== null) saveAs(content, name);
  };
  return (
    <li className={styles.card} aria-label={words('direct:file', { name })}>
      <div className={styles.words}>
        <span className={styles.name} dir="auto">
          {name}
        </span>
        {status === 'moving' ? (
          <progress className={styles.progress} max={size} value={moved} aria-label={words('direct:sent')} />
        ) : null}
        <span className={status === 'failed' ? styles.problem : styles.said}>
          {transferWords(words, transfer, useNameOf(session, transfer.peer))}
        </span>
      </div>
      {asked ? (
        <>
          <Button look="primary" size="small" onClick={() => void accept()}>
            {words('direct:accept')}
          </Button>
          <Button size="small" onClick={() => directFiles.decline(id)}>
            {words('direct:decline')}
          </Button>
        </>
      ) : null}
      {direction === 'in' && status === 'done' ? (
        <Button size="small" aria-label={words('direct:saveFile', { name })} onClick={save}>
          {words('direct:save')}
        </Button>
      ) : null}
      {asked ? null : (
        <IconButton
          label={words(over ? 'direct:takeOff' : 'direct:cancel', { name })}
          hint={null}
          size="small"
          icon={<X />}
          onClick={() => (over ? directFiles.forget(id) : directFiles.cancel(id))}
        />
      )}
    </li>
  );
}
