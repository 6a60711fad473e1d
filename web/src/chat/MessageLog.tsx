import ArrowDown from 'lucide-react/icons/arrow-down';
import { useMemo, useState } from 'react';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { Button } from '../ui/Button.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './Chat.module.css';
import { groupsOf } from './groups.js';
import { MessageGroup } from './MessageGroup.js';
import { Outgoing, UploadLine } from './Outgoing.js';
import { useLogScroll } from './useLogScroll.js';

const chatOf = (state: RoomState) => state.chat;

/** What was written, oldest first, with one's own on its way at the end. */
export function MessageLog({ session }: { session: Session }) {
  const words = useWords();
  const { messages, more, outgoing, uploads } = useReadable(session.state, chatOf);
  const you = useReadable(session.state, (state) => state.you);
  const groups = useMemo(() => groupsOf(messages, you), [messages, you]);
  const [loading, setLoading] = useState(false);

  const loadOlder = async () => {
    if (loading || !more) return;
    setLoading(true);
    await attempt(() => session.loadOlder());
    setLoading(false);
  };

  const last = messages.at(-1);
  const { log, content, missed, toEnd } = useLogScroll({
    first: messages[0]?.id ?? null,
    last: last?.id ?? null,
    lastIsOwn: last?.participant === you,
    pending: outgoing.length + uploads.length,
    onTop: () => void loadOlder(),
  });

  const label = words('chat:messages');
  const empty = messages.length + outgoing.length + uploads.length === 0;
  return (
    <div className={styles.logBox}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
      <div ref={log} className={styles.log} role="log" aria-live="polite" aria-label={label} tabIndex={0}>
        <div ref={content} className={styles.content}>
          {more ? (
            <Button
              look="quiet"
              size="small"
              className={styles.older}
              disabled={loading}
              onClick={() => void loadOlder()}
            >
              {words(loading ? 'chat:loading' : 'chat:older')}
            </Button>
          ) : null}
          {empty ? <Empty /> : null}
          {groups.map((group) => (
            <MessageGroup key={group.key} session={session} group={group} />
          ))}
          {outgoing.map((message) => (
            <Outgoing key={message.nonce} session={session} message={message} />
          ))}
          {uploads.map((upload) => (
            <UploadLine key={upload.id} session={session} upload={upload} />
          ))}
        </div>
      </div>
      {missed ? (
        <Button look="primary" size="small" className={styles.missed} onClick={toEnd}>
          <ArrowDown />
          {words('chat:new')}
        </Button>
      ) : null}
    </div>
  );
}

function Empty() {
  const words = useWords();
  return (
    <div className={styles.empty}>
      <p>{words('chat:empty')}</p>
      <p>{words('chat:emptyHelp')}</p>
    </div>
  );
}
