import type { Participant } from '@hangouts/protocol';
import { REPORT_LENGTH } from '@hangouts/protocol/limits';
import { useId, useState } from 'react';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { attempt, useToasts } from '../ui/toastStore.js';
import { TextField } from '../ui/TextField.js';

/** Asks what for, and tells the hosts. */
export default function Report(props: { session: Session; person: Participant; onClose(): void }) {
  const { session, person, onClose } = props;
  const words = useWords();
  const [reason, setReason] = useState('');
  const formId = useId();
  const report = () =>
    attempt(async () => {
      await session.reportPerson(person.id, reason);
      useToasts.getState().say(words('people:reported'));
      onClose();
    });
  return (
    <Dialog
      title={words('people:reportTitle', { name: person.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words('people:cancel')}</Button>
          <Button look="primary" type="submit" form={formId}>
            {words('people:reportSend')}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          void report();
        }}
      >
        <TextField
          label={words('people:reportReason')}
          help={words('people:reportHelp')}
          maxLength={REPORT_LENGTH}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </form>
    </Dialog>
  );
}
