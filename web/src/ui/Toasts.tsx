import X from 'lucide-react/icons/x';
import { clsx } from 'clsx';
import { useWords } from '../language/useWords.js';
import { IconButton } from './IconButton.js';
import styles from './Toasts.module.css';
import { useToasts, type Toast } from './toastStore.js';

/** Where things are said in passing. The regions stand from the start: a screen reader only hears changes. */
export function Toasts() {
  const shown = useToasts((toasts) => toasts.shown);
  return (
    <div className={styles.place}>
      <div role="alert" className={styles.list}>
        <Lines toasts={shown} tone="danger" />
      </div>
      <div aria-live="polite" className={styles.list}>
        <Lines toasts={shown} tone="plain" />
      </div>
      <div className={styles.list}>
        <Lines toasts={shown} tone="quiet" />
      </div>
    </div>
  );
}

function Lines({ toasts, tone }: { toasts: readonly Toast[]; tone: Toast['tone'] }) {
  return toasts.filter((toast) => toast.tone === tone).map((toast) => <Line key={toast.id} toast={toast} />);
}

function Line({ toast }: { toast: Toast }) {
  const words = useWords();
  const dismiss = useToasts((toasts) => toasts.dismiss);
  return (
    <div className={clsx(styles.toast, toast.tone === 'danger' && styles.danger)}>
      <p>{toast.words}</p>
      <IconButton
        label={words('ui:dismiss')}
        hint={null}
        size="small"
        className={styles.dismiss}
        icon={<X />}
        onClick={() => dismiss(toast.id)}
      />
    </div>
  );
}
