import { useId } from 'react';
import styles from './Switch.module.css';

export interface SwitchProps {
  label: string;
  /** What it means, in a sentence or two. */
  help: string;
  on: boolean;
  onChange(on: boolean): void;
}

/** Something that is on or off, at once. */
export function Switch({ label, help, on, onChange }: SwitchProps) {
  const id = useId();
  return (
    <label className={styles.switch}>
      <span className={styles.words}>
        <span className={styles.label}>{label}</span>
        <span id={id} className={styles.help}>
          {help}
        </span>
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={on}
        className={styles.input}
        checked={on}
        aria-label={label}
        aria-describedby={id}
        onChange={({ target }) => onChange(target.checked)}
      />
    </label>
  );
}
