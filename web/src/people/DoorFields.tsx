import { useId, useState, type FormEvent } from 'react';
import { PASSCODE_LENGTH } from '@hangouts/protocol/limits';
import { LimitSelect, WaitingRoomSwitch } from '../controls/RoomFields.js';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { TextField } from '../ui/TextField.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './HostControls.module.css';

/** Who comes in: waiting room, passcode, and how many. */
export function DoorFields({ session }: { session: Session }) {
  const waitingRoom = useReadable(session.state, ({ settings }) => settings?.waitingRoom ?? false);
  const limit = useReadable(session.state, ({ settings }) => settings?.limit ?? null);
  return (
    <>
      <WaitingRoomSwitch
        value={waitingRoom}
        onChange={(on) => void attempt(() => session.configure({ waitingRoom: on }))}
      />
      <PasscodeField session={session} />
      <LimitSelect
        value={limit}
        onChange={(most) => void attempt(() => session.configure({ limit: most }))}
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
