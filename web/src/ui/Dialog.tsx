import { clsx } from 'clsx';
import X from 'lucide-react/icons/x';
import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../language/useWords.js';
import { Button } from './Button.js';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.js';
import { Toasts } from './Toasts.js';

export interface DialogProps {
  title: string;
  onClose(): void;
  children: ReactNode;
  /** The buttons at the end. */
  actions?: ReactNode;
  /** `alert` is a question that must be answered. */
  kind?: 'dialog' | 'alert';
  /** `wide` has the whole of its height for its content, which scrolls by itself. */
  size?: 'narrow' | 'wide';
}

/**
 * A modal dialog while it is mounted. The browser's own `<dialog>`: it traps the focus, gives it back,
 * closes on Escape and needs no style element, which the content security policy would refuse.
 */
export function Dialog({ title, onClose, children, actions, kind = 'dialog', size = 'narrow' }: DialogProps) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // Before the effects of what is in it, which may look for their places.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    return () => element?.close();
  }, []);

  useEffect(() => {
    const element = dialog.current;
    // The dialog's whole face is its content's, so only the backdrop is hit as the dialog itself.
    const onClick = (event: MouseEvent) => {
      if (event.target === element) onClose();
    };
    element?.addEventListener('click', onClick);
    return () => element?.removeEventListener('click', onClick);
  }, [onClose]);

  return (
    <dialog
      ref={dialog}
      role={kind === 'alert' ? 'alertdialog' : undefined}
      aria-labelledby={titleId}
      className={clsx(styles.dialog, styles[size])}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.inside}>
        <header className={styles.header}>
          <h2 id={titleId}>{title}</h2>
          {kind === 'dialog' ? (
            <IconButton label={words('ui:close')} hint={null} icon={<X />} onClick={onClose} />
          ) : null}
        </header>
        <div className={styles.content}>{children}</div>
        {actions ? <footer className={styles.actions}>{actions}</footer> : null}
      </div>
      <Toasts within="dialog" />
    </dialog>
  );
}

/** A dialog in which everything takes effect at once: there is only to be done with it. */
export function Sheet(props: Omit<DialogProps, 'actions' | 'kind'>) {
  const words = useWords();
  return (
    <Dialog
      {...props}
      actions={
        <Button look="primary" onClick={props.onClose}>
          {words('ui:done')}
        </Button>
      }
    />
  );
}
