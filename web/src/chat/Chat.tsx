import type { ChatMessage } from '@hangouts/protocol';
import { may } from '@hangouts/protocol/permissions';
import Download from 'lucide-react/icons/download';
import Search from 'lucide-react/icons/search';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '../language/useWords.js';
import { ownRights } from '../session/select.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { copyText } from '../ui/copyText.js';
import { Dialog } from '../ui/Dialog.js';
import { IconButton } from '../ui/IconButton.js';
import { Panel } from '../ui/Panel.js';
import { attempt, useToasts } from '../ui/toastStore.js';
import { useFileDrop } from '../ui/useFileDrop.js';
import { useReadable } from '../ui/useReadable.js';
import type { MessageActions } from './actions.js';
import styles from './Chat.module.css';
import { Composer } from './Composer.js';
import { answering, editing, type ChangeableDraft } from './draft.js';
import { MessageLog, type LogHandle } from './MessageLog.js';
import { ChatSearch } from './Search.js';
import { useSaving } from './useSaving.js';

export interface ChatProps {
  session: Session;
  /** What is being written; outlives the panel. */
  draft: ChangeableDraft;
  /** What others wrote after this sequence number was not read before; null where everything was. */
  readUpTo: number | null;
  /** What stands between the messages and where one writes. */
  aboveComposer: ReactNode;
  /** Puts files to what is being written, as far as they can be sent. */
  onFiles(files: Iterable<File>): void;
  onClose(): void;
}

/** The chat beside the stage; files can be dropped anywhere on it. */
export default function Chat({ session, draft, readUpTo, aboveComposer, onFiles, onClose }: ChatProps) {
  const words = useWords();
  const refused = useReadable(session.state, (state) => {
    const rights = ownRights(state);
    return rights !== null && !may(rights, 'chat');
  });
  const [searching, setSearching] = useState(false);
  const [deleting, setDeleting] = useState<ChatMessage | null>(null);
  const [going, setGoing] = useState(false);
  const saving = useSaving(session);
  const log = useRef<LogHandle>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const { over, handlers } = useFileDrop(onFiles, !refused);
  const way = useRef<AbortController | null>(null);
  useEffect(() => () => way.current?.abort(), []);

  const goTo = useCallback(
    async (sequence: number) => {
      way.current?.abort();
      const { signal } = (way.current = new AbortController());
      setGoing(true);
      await attempt(async () => {
        const isThere = await session.reading.loadUntil(sequence, signal);
        if (isThere) log.current?.show(sequence);
        else if (!signal.aborted) useToasts.getState().say(words('chat:quoteGone'));
      });
      if (!signal.aborted) setGoing(false);
    },
    [session, words],
  );

  const actions = useMemo<MessageActions>(
    () => ({
      reply: (message) => {
        draft.set(answering(draft.get(), message, session.state.get().you));
        area.current?.focus();
      },
      privately: ({ participant, name }) => {
        draft.set({ ...draft.get(), to: { participant, name } });
        area.current?.focus();
      },
      edit: (message) => draft.set(editing(draft.get(), message)),
      remove: setDeleting,
      copy: ({ text }) =>
        void attempt(async () => {
          const done = await copyText(text);
          useToasts.getState().say(words(done ? 'chat:copied' : 'chat:notCopied'));
        }),
      goTo: (sequence) => void goTo(sequence),
    }),
    [session, draft, words, goTo],
  );

  const tools = (
    <span className={styles.tools}>
      <IconButton
        label={words('chat:search')}
        hintSide="below"
        size="small"
        icon={<Search />}
        pressed={searching}
        className={styles.tool}
        onClick={() => setSearching(!searching)}
      />
      <IconButton
        label={words('chat:save')}
        hintSide="below"
        size="small"
        icon={<Download />}
        disabled={saving.collected !== null}
        onClick={() => void saving.save()}
      />
    </span>
  );
  return (
    <Panel title={words('chat:title')} aside={tools} onClose={onClose}>
      {/* Dropping is a short cut: the button beside the message does the same. */}
      <div className={styles.chat} {...handlers}>
        {saving.collected === null ? null : (
          <div className={styles.working}>
            <output>{words('chat:collecting', { count: saving.collected })}</output>
            <Button look="quiet" size="small" onClick={saving.stop}>
              {words('chat:cancel')}
            </Button>
          </div>
        )}
        {going ? <output className={styles.working}>{words('chat:going')}</output> : null}
        <div className={styles.reading}>
          <div className={styles.logPlace} inert={searching}>
            <MessageLog ref={log} session={session} actions={actions} readUpTo={readUpTo} />
          </div>
          {searching ? (
            <ChatSearch
              session={session}
              onFound={(sequence) => {
                setSearching(false);
                void goTo(sequence);
              }}
              onClose={() => setSearching(false)}
            />
          ) : null}
        </div>
        {aboveComposer}
        <Composer session={session} draft={draft} area={area} refused={refused} onFiles={onFiles} />
        {over ? <div className={styles.drop}>{words('chat:drop')}</div> : null}
      </div>
      {deleting ? (
        <DeleteDialog
          session={session}
          message={deleting}
          onClose={() => {
            // What has the focus while a dialog closes is given it back by the browser: it comes after.
            flushSync(() => setDeleting(null));
            log.current?.goBackTo(deleting.sequence);
          }}
        />
      ) : null}
    </Panel>
  );
}

interface DeleteDialogProps {
  session: Session;
  message: ChatMessage;
  onClose(): void;
}

function DeleteDialog({ session, message, onClose }: DeleteDialogProps) {
  const words = useWords();
  return (
    <Dialog
      kind="alert"
      title={words('chat:deleteAsk')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words('chat:cancel')}</Button>
          <Button
            look="danger"
            onClick={() => {
              onClose();
              void attempt(() => session.deleteMessage(message.sequence));
            }}
          >
            {words('chat:delete')}
          </Button>
        </>
      }
    >
      <p>{words('chat:deleteHelp')}</p>
    </Dialog>
  );
}
