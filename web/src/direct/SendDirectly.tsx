import FileUp from 'lucide-react/icons/file-up';
import { useRef } from 'react';
import type { ParticipantId } from '@hangouts/protocol';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { attempt } from '../ui/toastStore.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './DirectFiles.module.css';
import { useNameOf } from './useNameOf.js';

/** Chooses files to send straight to the other, where there is a direct path. */
export function SendDirectly({ session }: { session: Session }) {
  const peer = useWhole(session.directFiles.peer);
  return peer === null ? null : <Picker session={session} peer={peer} />;
}

function Picker({ session, peer }: { session: Session; peer: ParticipantId }) {
  const words = useWords();
  const picker = useRef<HTMLInputElement>(null);
  const name = useNameOf(session, peer);
  const send = (files: Iterable<File>) => {
    for (const file of files) void attempt(async () => session.directFiles.send(file));
  };
  return (
    <div className={styles.send}>
      <Button look="quiet" size="small" onClick={() => picker.current?.click()}>
        <FileUp />
        {words('direct:send')}
      </Button>
      <span>{words('direct:sendHelp', { name })}</span>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={words('direct:choose')}
        onChange={(event) => {
          send([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </div>
  );
}
