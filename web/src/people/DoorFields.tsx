import { useId, useState, type FormEvent } from 'react';
import { PASSCODE_LENGTH } from '@hangouts/protocol/limits';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { Select } from '../ui/Select.js';
import { Switch } from '../ui/Switch.js';
import { TextField } from '../ui/TextField.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './HostControls.module.css';

/** How many people a host may choose to let in at once. */
const LIMITS = [2, 5, 10, 25, 50, 100, 250];

/** Who comes in: waiting room, passcode, and how many. */
export function DoorFields({ session }: { session: Session }) {
  const words = useWords();
  const waitingRoom = useReadable(session.state, ({ settings }) => settings?.waitingRoom ?? false);
  const limit = useReadable(session.state, ({ settings }) => settings?.limit ?? null);
  const limits =
    limit === null || LIMITS.includes(limit) ? LIMITS : [...LIMITS, limit].toSorted((a, b) => a - b);
  return (
    <>
      <Switch
        label={words('people:waitingRoom')}
        help={words('people:waitingRoomHelp')}
        on={waitingRoom}
        onChange={(on) => void attempt(() => session.configure({ waitingRoom: on }))}
      />
      <PasscodeField session={session} />
      <Select
        label={words('people:limit')}
        value={String(limit ?? '')}
        options={[
          { value: '', label: words('people:noLimit') },
          ...limits.map((most) => ({
            value: String(most),
            label: new Intl.NumberFormat(words.locale).format(most),
          })),
        ]}
        onChange={(value) =>
          void attempt(() => session.configure({ limit: value === '' ? null : Number(value) }))
        }
      />
    </>
  );
}

function PasscodeField({ session }: { session: Session }) {
  const words = useWords();
  const isSet = useReadable(session.state, ({ settings }) => settings?.passcode ?? false);
  const [passcode, setPasscode] = useState('');
  const length = [...passcode.trim()].length;
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(() => session.configure({ passcode })).then((done) => done && setPasscode(''));
  };
  return (
    <form id={formId} className={styles.row} onSubmit={submit}>
      <TextField
        className={styles.grows}
        label={words('people:passcode')}
        help={words(isSet ? 'people:passcodeSet' : 'people:passcodeHelp')}
        autoComplete="off"
        spellCheck={false}
        maxLength={PASSCODE_LENGTH.most}
        value={passcode}
        onChange={({ target }) => setPasscode(target.value)}
      />
      <Button type="submit" disabled={length < PASSCODE_LENGTH.least}>
        {words('people:setPasscode')}
      </Button>
      {isSet ? (
        <Button onClick={() => void attempt(() => session.configure({ passcode: null }))}>
          {words('people:removePasscode')}
        </Button>
      ) : null}
    </form>
  );
}
