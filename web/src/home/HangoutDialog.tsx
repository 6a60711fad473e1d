import type { ErrorCode, MadeRoom } from '@hangouts/protocol';
import { useId, useState, type FormEvent } from 'react';
import { AllowanceSwitches, LimitSelect, LockSwitch, WaitingRoomSwitch } from '../controls/RoomFields.js';
import { failureWords } from '../language/errorWords.js';
import { useWords } from '../language/useWords.js';
import { asSessionError } from '../session/error.js';
import { ownRooms } from '../session/own-rooms.js';
import { makeRoom } from '../session/rooms-api.js';
import { Button } from '../ui/Button.js';
import { Choices } from '../ui/Choices.js';
import { Dialog } from '../ui/Dialog.js';
import { TextField } from '../ui/TextField.js';
import { useToasts } from '../ui/toastStore.js';
import { fieldOf, newDraft, problemsOf, requestOf, type Draft, type DraftField } from './draft.js';
import styles from './HangoutDialog.module.css';
import { MadeHangout } from './MadeHangout.js';
import { WhenFields } from './WhenFields.js';

export interface HangoutDialogProps {
  addressOf(room: string): string;
  onOpen(room: string): void;
  onClose(): void;
}

/** Makes a hangout with settings, for now or for later, and shows what to do with it. */
export default function HangoutDialog(props: HangoutDialogProps) {
  const [made, setMade] = useState<{ room: MadeRoom; passcode: boolean } | null>(null);
  if (made !== null) return <MadeHangout {...props} made={made.room} passcode={made.passcode} />;
  return <HangoutForm onMade={(room, passcode) => setMade({ room, passcode })} onClose={props.onClose} />;
}

function HangoutForm({
  onMade,
  onClose,
}: {
  onMade(made: MadeRoom, passcode: boolean): void;
  onClose(): void;
}) {
  const words = useWords();
  const formId = useId();
  const [draft, setDraft] = useState(() => newDraft(Date.now()));
  const [problems, setProblems] = useState<Partial<Record<DraftField, ErrorCode>>>({});
  const [making, setMaking] = useState(false);
  const say = useToasts((toasts) => toasts.say);
  const set = (change: Partial<Draft>) => {
    setDraft({ ...draft, ...change });
    setProblems({});
  };
  const problem = (field: DraftField) => {
    const code = problems[field];
    return code === undefined ? null : words(`errors:${code}`);
  };

  const make = async () => {
    setMaking(true);
    try {
      const made = await makeRoom(requestOf(draft));
      ownRooms.add(made, Date.now());
      onMade(made, draft.passcode.trim() !== '');
    } catch (error) {
      const { code } = asSessionError(error);
      const field = code === 'offline' ? null : fieldOf(code);
      if (field === null || code === 'offline') say(failureWords(words, error), 'danger');
      else setProblems({ [field]: code });
      setMaking(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (making) return;
    const found = problemsOf(draft, Date.now());
    setProblems(found);
    if (Object.keys(found).length === 0) void make();
  };

  return (
    <Dialog
      title={words('plans:title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words('plans:cancel')}</Button>
          <Button type="submit" form={formId} look="primary" aria-busy={making} disabled={making}>
            {words(making ? 'plans:making' : 'plans:make')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <Choices
          label={words('plans:when')}
          value={draft.isLater ? 'later' : 'now'}
          options={[
            { value: 'now', label: words('plans:now') },
            { value: 'later', label: words('plans:later') },
          ]}
          onChange={(value) => set({ isLater: value === 'later' })}
        />
        <TextField
          label={words('plans:about')}
          help={words('plans:aboutHelp')}
          autoComplete="off"
          dir="auto"
          required={draft.isLater}
          value={draft.title}
          problem={problem('title')}
          onChange={({ target }) => set({ title: target.value })}
        />
        {draft.isLater ? (
          <WhenFields value={draft.when} problem={problem('when')} onChange={(when) => set({ when })} />
        ) : null}
        <TextField
          label={words('plans:name')}
          help={words('plans:nameHelp')}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          value={draft.name}
          problem={problem('name')}
          onChange={({ target }) => set({ name: target.value })}
        />
        <fieldset className={styles.rules}>
          <legend>{words('plans:rules')}</legend>
          <WaitingRoomSwitch value={draft.waitingRoom} onChange={(waitingRoom) => set({ waitingRoom })} />
          <TextField
            label={words('people:passcode')}
            help={words('people:passcodeHelp')}
            autoComplete="off"
            spellCheck={false}
            value={draft.passcode}
            problem={problem('passcode')}
            onChange={({ target }) => set({ passcode: target.value })}
          />
          <LimitSelect value={draft.limit} onChange={(limit) => set({ limit })} />
          <LockSwitch value={draft.locked} onChange={(locked) => set({ locked })} />
          <AllowanceSwitches
            value={draft.allow}
            onChange={(change) => set({ allow: { ...draft.allow, ...change } })}
          />
        </fieldset>
      </form>
    </Dialog>
  );
}
