import { clsx } from 'clsx';
import X from 'lucide-react/icons/x';
import { useId, type ReactNode } from 'react';
import { useWords } from '../language/useWords.js';
import { IconButton } from './IconButton.js';
import styles from './Panel.module.css';

export interface PanelProps {
  /** The region's name and heading. */
  title: string;
  /** Beside the heading, a number for instance. */
  aside?: ReactNode;
  /** The whole of it, for what its content needs of it. */
  className?: string;
  onClose(): void;
  children: ReactNode;
}

/** A region beside the stage; on a phone it lies over it. */
export function Panel({ title, aside, className, onClose, children }: PanelProps) {
  const words = useWords();
  const heading = useId();
  return (
    <section className={clsx(styles.panel, className)} aria-label={title} data-focus-then={heading}>
      <header className={styles.header}>
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        {aside ? <span className={styles.aside}>{aside}</span> : null}
        <IconButton
          className={styles.close}
          label={words('ui:closePanel', { title })}
          hint={null}
          icon={<X />}
          onClick={onClose}
        />
      </header>
      {children}
    </section>
  );
}
