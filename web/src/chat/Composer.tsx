import { FILE_SIZE, MESSAGE_LENGTH } from '@hangouts/protocol/limits';
import Paperclip from 'lucide-react/icons/paperclip';
import Send from 'lucide-react/icons/send-horizontal';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Changeable } from '../session/readable.js';
import { sizeInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { IconButton } from '../ui/IconButton.js';
import { attempt } from '../ui/toastStore.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './Composer.module.css';

export interface ComposerProps {
  session: Session;
  /** What is being written; outlives the composer. */
  draft: Changeable<string>;
  /** A host has taken the chat from this person, or from all. */
  refused: boolean;
  onFiles(files: Iterable<File>): void;
}

/** Where one writes: Enter sends, Shift and Enter begin a new line, pictures can be pasted. */
export function Composer({ session, draft, refused, onFiles }: ComposerProps) {
  const words = useWords();
  const text = useWhole(draft);
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const tooLong = [...text.trim()].length > MESSAGE_LENGTH;

  // A finger has opened the panel to read: the keyboard would cover what it wants to see.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) area.current?.focus();
  }, []);

  const send = async () => {
    const written = text;
    if (written.trim() === '' || tooLong) return;
    draft.set('');
    area.current?.focus();
    const sent = await attempt(() => session.sendMessage(written));
    // Refused before it was on its way: it is given back, unless something new is being written.
    if (!sent && !isOnItsWay(session, written) && draft.get() === '') draft.set(written);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While a character is being composed, Enter chooses it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  if (refused) return <p className={styles.refused}>{words('chat:refused')}</p>;
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {tooLong ? (
        <p className={styles.problem} role="alert">
          {words('errors:message-too-long')}
        </p>
      ) : null}
      <div className={styles.box}>
        <IconButton
          label={words('chat:attach')}
          size="small"
          icon={<Paperclip />}
          hint={words('chat:attachHint', { size: sizeInWords(words, FILE_SIZE) })}
          className={styles.attach}
          onClick={() => picker.current?.click()}
        />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={words('chat:files')}
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        {/* The copy of the text behind the box gives it its height. */}
        <div className={styles.grow} data-text={text}>
          <textarea
            ref={area}
            rows={1}
            aria-label={words('chat:message')}
            placeholder={words('chat:writeToEveryone')}
            enterKeyHint="send"
            value={text}
            onChange={(event) => draft.set(event.target.value)}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              if (event.clipboardData.files.length === 0) return;
              event.preventDefault();
              onFiles([...event.clipboardData.files]);
            }}
          />
        </div>
        <IconButton
          type="submit"
          label={words('chat:send')}
          hint={null}
          size="small"
          icon={<Send />}
          className={styles.send}
          disabled={text.trim() === '' || tooLong}
        />
      </div>
    </form>
  );
}

function isOnItsWay(session: Session, written: string): boolean {
  return session.state.get().chat.outgoing.some(({ text }) => text === written.trim() || text === written);
}
