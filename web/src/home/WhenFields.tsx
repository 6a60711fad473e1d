import { durationInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import { Select } from '../ui/Select.js';
import { TextField } from '../ui/TextField.js';
import styles from './HangoutDialog.module.css';
import { DURATIONS, type When } from './when.js';

export interface WhenFieldsProps {
  value: When;
  problem: string | null;
  onChange(value: When): void;
}

/** Date, time and duration, in the time zone of whoever plans. */
export function WhenFields({ value, problem, onChange }: WhenFieldsProps) {
  const words = useWords();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const durations = DURATIONS.includes(value.duration)
    ? DURATIONS
    : [...DURATIONS, value.duration].toSorted((a, b) => a - b);
  return (
    <div>
      <div className={styles.when}>
        <TextField
          label={words('plans:date')}
          type="date"
          required
          value={value.date}
          aria-invalid={problem === null ? undefined : true}
          onChange={({ target }) => onChange({ ...value, date: target.value })}
        />
        <TextField
          label={words('plans:time')}
          type="time"
          required
          value={value.time}
          aria-invalid={problem === null ? undefined : true}
          onChange={({ target }) => onChange({ ...value, time: target.value })}
        />
        <Select
          label={words('plans:duration')}
          value={String(value.duration)}
          options={durations.map((minutes) => ({
            value: String(minutes),
            label: durationInWords(words, minutes),
          }))}
          onChange={(text) => onChange({ ...value, duration: Number(text) })}
        />
      </div>
      <p className={problem === null ? styles.help : styles.problem} aria-live="polite">
        {problem ?? words('plans:zone', { zone: timeZone })}
      </p>
    </div>
  );
}
