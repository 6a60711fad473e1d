import { errorReply } from '@hangouts/protocol/errors';
import { MESSAGE_LENGTH } from '@hangouts/protocol/limits';
import Check from 'lucide-react/icons/check';
import Paperclip from 'lucide-react/icons/paperclip';
import Send from 'lucide-react/icons/send-horizontal';
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { errorWords } from '../language/errorWords.js';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { IconButton } from '../ui/IconButton.js';
import { attempt } from '../ui/toastStore.js';
import { useWhole } from '../ui/useReadable.js';
import { Attachments } from './Attachments.js';
import styles from './Composer.module.css';
import { stopped, type ChangeableDraft } from './draft.js';
import { DraftNotice } from './DraftNotice.js';
import { EmojiButton } from './EmojiButton.js';
import { MentionList } from './MentionList.js';
import { RecipientField } from './RecipientField.js';
import { sendDraft } from './sendDraft.js';
import { useMentions } from './useMentions.js';
import { useOthers } from './useOthers.js';

export interface ComposerProps {
  session: Session;
  /** What is being written; outlives the composer. */
  draft: ChangeableDraft;
  /** Where one writes. */
  area: RefObject<HTMLTextAreaElement | null>;
  /** A host has taken the chat from this person, or from all. */
  refused: boolean;
  onFiles(files: Iterable<File>): void;
}

/** Where one writes: Enter sends, Shift and Enter begin a new line, files can be pasted. */
export function Composer({ session, draft, area, refused, onFiles }: ComposerProps) {
  const words = useWords();
  const written = useWhole(draft);
  const { text, to, editing, replyTo, files } = written;
  const others = useOthers(session);
  const picker = useRef<HTMLInputElement>(null);
  const mentions = useMentions(draft, area, others);
  const tooLong = [...text.trim()].length > MESSAGE_LENGTH;
  const gone = to !== null && !others.some(({ id }) => id === to.participant);
  const empty = text.trim() === '' && files.length === 0 && !editing?.file;
  const cannot = empty || tooLong || (gone && editing === null);

  // A finger has opened the panel to read: the keyboard would cover what it wants to see.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) area.current?.focus();
  }, [area]);

  // Who begins an answer or a change goes on writing here.
  const about = (editing ?? replyTo)?.id;
  useEffect(() => {
    const { current } = area;
    if (about === undefined || current === null) return;
    current.focus();
    current.setSelectionRange(current.value.length, current.value.length);
  }, [about, area]);

  const send = () => {
    if (cannot) return;
    area.current?.focus();
    void attempt(() => sendDraft(session, draft, others));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While a character is being composed, Enter chooses it.
    if (event.nativeEvent.isComposing || mentions.onKeyDown(event)) return;
    if (event.key === 'Escape' && about !== undefined) {
      event.preventDefault();
      draft.set(stopped(draft.get()));
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };

  if (refused) return <p className={styles.refused}>{words('chat:refused')}</p>;
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {editing === null ? <RecipientField draft={draft} others={others} /> : null}
      <DraftNotice draft={draft} />
      <Attachments draft={draft} />
      {tooLong ? (
        <p className={styles.problem} role="alert">
          {errorWords(words, errorReply('message-too-long'))}
        </p>
      ) : null}
      <MentionList mentions={mentions} />
      <div className={styles.box}>
        {editing === null ? (
          <IconButton
            label={words('chat:attach')}
            size="small"
            icon={<Paperclip />}
            hint={words('chat:attachHint')}
            className={styles.attach}
            onClick={() => picker.current?.click()}
          />
        ) : null}
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
            placeholder={to === null ? words('chat:writeToAll') : words('chat:writeToOne', { name: to.name })}
            enterKeyHint="send"
            dir="auto"
            value={text}
            {...mentions.field}
            onChange={(event) => {
              draft.set({ ...draft.get(), text: event.target.value });
              mentions.moved(event.target);
            }}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              if (event.clipboardData.files.length === 0 || editing !== null) return;
              event.preventDefault();
              onFiles([...event.clipboardData.files]);
            }}
          />
        </div>
        <EmojiButton draft={draft} area={area} />
        <IconButton
          type="submit"
          label={words(editing === null ? 'chat:send' : 'chat:saveEdit')}
          hint={null}
          size="small"
          icon={editing === null ? <Send /> : <Check />}
          className={styles.send}
          disabled={cannot}
        />
      </div>
    </form>
  );
}
