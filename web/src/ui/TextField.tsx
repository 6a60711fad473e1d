import { clsx } from 'clsx';
import { useId, type ComponentProps } from 'react';
import styles from './Field.module.css';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  label: string;
  /** What is wrong with what stands in it. */
  problem?: string | null;
  help?: string;
}

/** One line of text with its label, and what is wrong with it in words. */
export function TextField({ label, problem, help, className, ...rest }: TextFieldProps) {
  const id = useId();
  const note = problem ?? help;
  return (
    <div className={clsx(styles.field, className)}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={styles.input}
        aria-invalid={problem ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
      />
      <p id={`${id}-note`} className={problem ? styles.problem : styles.help} aria-live="polite">
        {note}
      </p>
    </div>
  );
}
