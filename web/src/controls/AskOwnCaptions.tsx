import { useWords } from '../language/useWords.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { ownCaptions } from './ownCaptions.js';

/** Asks before what one says is written down: the sound may leave for the browser's maker. */
export default function AskOwnCaptions({ onClose }: { onClose(): void }) {
  const words = useWords();
  const start = () => {
    ownCaptions.set(true);
    onClose();
  };
  return (
    <Dialog
      kind="alert"
      title={words('settings:ownCaptionsAsk')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words('settings:cancel')}</Button>
          <Button look="primary" onClick={start}>
            {words('settings:ownCaptionsStart')}
          </Button>
        </>
      }
    >
      <p>{words('settings:ownCaptionsWarning')}</p>
    </Dialog>
  );
}
