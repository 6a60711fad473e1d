/** What holds in a hangout, as it is set before anybody is in it and within: one field each. */
import type { Allowances } from '@hangouts/protocol';
import { useWords } from '../language/useWords.js';
import { Select } from '../ui/Select.js';
import { Switch } from '../ui/Switch.js';

/** How many people a host may choose to let in at once. */
const LIMITS = [2, 5, 10, 25, 50, 100, 250];
const POWERS: readonly (keyof Allowances)[] = ['microphone', 'camera', 'screen', 'chat'];

interface FieldProps<Value> {
  value: Value;
  onChange(value: Value): void;
}

/** Whether nobody new comes in. */
export function LockSwitch({ value, onChange }: FieldProps<boolean>) {
  const words = useWords();
  return (
    <Switch label={words('people:lock')} help={words('people:lockHelp')} on={value} onChange={onChange} />
  );
}

/** Whether who is new waits to be let in. */
export function WaitingRoomSwitch({ value, onChange }: FieldProps<boolean>) {
  const words = useWords();
  return (
    <Switch
      label={words('people:waitingRoom')}
      help={words('people:waitingRoomHelp')}
      on={value}
      onChange={onChange}
    />
  );
}

/** The most people at once; null for as many as the server allows. */
export function LimitSelect({ value, onChange }: FieldProps<number | null>) {
  const words = useWords();
  const limits =
    value === null || LIMITS.includes(value) ? LIMITS : [...LIMITS, value].toSorted((a, b) => a - b);
  return (
    <Select
      label={words('people:limit')}
      value={String(value ?? '')}
      options={[
        { value: '', label: words('people:noLimit') },
        ...limits.map((most) => ({
          value: String(most),
          label: new Intl.NumberFormat(words.locale).format(most),
        })),
      ]}
      onChange={(text) => onChange(text === '' ? null : Number(text))}
    />
  );
}

interface AllowanceProps {
  value: Allowances;
  /** Is given what changes alone: somebody else may change another meanwhile. */
  onChange(change: Partial<Allowances>): void;
}

/** What everybody may do on their own. */
export function AllowanceSwitches({ value, onChange }: AllowanceProps) {
  const words = useWords();
  return (
    <>
      <h3>{words('people:everybody')}</h3>
      {POWERS.map((key) => (
        <Switch
          key={key}
          label={words(`people:allowed.${key}`)}
          help={words(`people:allowedHelp.${key}`)}
          on={value[key]}
          onChange={(on) => onChange({ [key]: on })}
        />
      ))}
    </>
  );
}
