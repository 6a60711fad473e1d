import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { attempt } from '../ui/toastStore.js';

/** Asks before everybody is sent home. */
export default function EndForAll({ session, onClose }: { session: Session; onClose(): void }) {
  const words = useWords();
  return (
    <Dialog
      kind="alert"
      title={words('call:endForAllAsk')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words('call:cancel')}</Button>
          <Button look="danger" onClick={() => void attempt(() => session.endForAll())}>
            {words('call:endForAll')}
          </Button>
        </>
      }
    >
      <p>{words('call:endForAllHelp')}</p>
    </Dialog>
  );
}
