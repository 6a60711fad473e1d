import { clsx } from 'clsx';
import { useId } from 'react';
import { useWords } from '../language/useWords.js';
import { Button } from './Button.js';
import pageStyles from './PageMessage.module.css';
import styles from './PartMessage.module.css';

/** Where a part of the page stands: a panel, a dialog over all, in its place among others, or nowhere without its code. */
export type Frame = 'panel' | 'dialog' | 'place' | 'none';

/** While a part is fetched; seen once that takes a second. */
export function PartLoading({ frame }: { frame: Frame }) {
  const words = useWords();
  if (frame === 'none') return null;
  return (
    <output className={clsx(styles.part, styles[frame], styles.loading)}>
      <span className={pageStyles.spinner} aria-hidden="true" />
      {words('ui:loading')}
    </output>
  );
}

export interface PartFailedProps {
  frame: Frame;
  /** How often it was tried again already. */
  round: number;
  onAgain(): void;
  onClose: (() => void) | undefined;
}

/** Why a part is not there, and what can be done. */
export function PartFailed({ frame, round, onAgain, onClose }: PartFailedProps) {
  const words = useWords();
  const id = useId();
  if (frame === 'none') return null;
  const inside = (
    <>
      <p id={id} role="alert">
        {words('ui:partFailed')}
      </p>
      <div className={styles.actions}>
        <Button look="primary" onClick={onAgain}>
          {words('page:tryAgain')}
        </Button>
        {/* After an update of the server only the whole page helps. */}
        {round > 0 ? <Button onClick={() => location.reload()}>{words('ui:reload')}</Button> : null}
        {onClose ? <Button onClick={onClose}>{words('ui:close')}</Button> : null}
      </div>
    </>
  );
  if (frame !== 'dialog') return <div className={clsx(styles.part, styles[frame])}>{inside}</div>;
  return (
    <dialog
      // A child of what is open already, or over the page: then the keyboard is in it, and comes back.
      ref={(element) => {
        element?.showModal();
        return () => element?.close();
      }}
      aria-labelledby={id}
      className={clsx(styles.part, styles.dialog)}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      {inside}
    </dialog>
  );
}
