import X from 'lucide-react/icons/x';
import { clsx } from 'clsx';
import { useId, useLayoutEffect } from 'react';
import { useWords } from '../language/useWords.js';
import { IconButton } from './IconButton.js';
import styles from './Toasts.module.css';
import { heardIn, placeOf, useToasts, type Toast } from './toastStore.js';

export interface ToastsProps {
  /** `page` and `dialog` are over everything there, `flow` is where it is put. */
  within: 'page' | 'dialog' | 'flow';
}

const LEVELS = { page: 0, flow: 1, dialog: 2 };

/**
 * Where things are said in passing: on top. All around an open dialog is covered, and heard by nobody. The regions
 * stand from the start: a screen reader only hears changes.
 */
export function Toasts({ within }: ToastsProps) {
  const place = useId();
  const open = useToasts((toasts) => toasts.open);
  const places = useToasts((toasts) => toasts.places);
  const all = useToasts((toasts) => toasts.shown);
  useLayoutEffect(() => open({ id: place, level: LEVELS[within] }), [open, place, within]);
  const shown = all.filter((toast) => placeOf(toast, places) === place);
  return (
    <div className={clsx(styles.place, styles[within])}>
      <div role="alert" className={styles.list}>
        <Lines toasts={shown} as="danger" place={place} />
      </div>
      <div aria-live="polite" className={styles.list}>
        <Lines toasts={shown} as="plain" place={place} />
      </div>
      {/* A part of the page like the two above, and heard by nobody. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- <output> holds no paragraphs */}
      <div role="status" aria-live="off" className={styles.list}>
        <Lines toasts={shown} as="quiet" place={place} />
      </div>
    </div>
  );
}

interface LinesProps {
  toasts: readonly Toast[];
  as: Toast['tone'];
  /** The id of the place that they stand in. */
  place: string;
}

function Lines({ toasts, as, place }: LinesProps) {
  return toasts
    .filter((toast) => heardIn(toast, place) === as)
    .map((toast) => <Line key={toast.id} toast={toast} />);
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
