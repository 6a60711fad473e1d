import type { ChatMessage } from '@hangouts/protocol';
import { clsx } from 'clsx';
import Lock from 'lucide-react/icons/lock';
import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { clockInWords, dayInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Avatar } from '../ui/Avatar.js';
import type { MessageActions } from './actions.js';
import { FileMessage } from './FileMessage.js';
import styles from './Message.module.css';
import { opensMenu, refuseOwnMenu } from './menuKeys.js';
import { MessageMenu } from './MessageMenu.js';
import { privateWords } from './privateWords.js';
import { Quote } from './Quote.js';
import { RichText } from './RichText.js';
import type { Row } from './rows.js';

export interface MessageRowProps extends Row {
  session: Session;
  actions: MessageActions;
  /** Its place among those that are there, from 1, and how many they are; -1 where there are more. */
  place: number;
  size: number;
  /** Whether the keyboard is at it, or was last: Tab then stops at it and at its buttons. */
  reached: boolean;
  /** Whether it has just been gone to: it takes the focus. */
  wanted: boolean;
}

/** One message, with what stands above it. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { session, actions, message, own, first, newDay, unread, place, size, reached, wanted } = props;
  const words = useWords();
  const article = useRef<HTMLElement>(null);
  const { name, at, deleted } = message;
  const { you } = session.state.get();
  const mentioned = !own && message.mentions?.some(({ participant }) => participant === you) === true;
  useEffect(() => {
    if (wanted) article.current?.focus({ preventScroll: true });
  }, [wanted]);

  const [menu, setMenu] = useState(false);
  // Who opened it from the message goes on from the message.
  const opener = useRef<HTMLElement | null>(null);
  const onMenu = (open: boolean) => {
    if (open) opener.current = null;
    setMenu(open);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (deleted || event.target !== article.current || !opensMenu(event)) return;
    event.preventDefault();
    refuseOwnMenu();
    onMenu(true);
    opener.current = article.current;
  };

  const date = new Date(at);
  const onlyFor = privateWords(words, message, you);
  return (
    <div className={styles.row}>
      {newDay && !isToday(date) ? <p className={styles.day}>{dayInWords(words, date)}</p> : null}
      {unread ? (
        <p className={styles.unread}>
          <span>{words('chat:newMessages')}</span>
        </p>
      ) : null}
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- the arrow keys go from one to the next, and what Enter opens has a button of its own */}
      <article
        ref={article}
        tabIndex={reached ? 0 : -1}
        onKeyDown={onKeyDown}
        className={clsx(styles.message, own && styles.own, first && styles.first)}
        data-sequence={message.sequence}
        data-mentioned={mentioned}
        data-private={onlyFor !== undefined}
        aria-posinset={place}
        aria-setsize={size}
        aria-label={[own ? words('chat:you') : name, clockInWords(words, date), onlyFor]
          .filter(Boolean)
          .join(', ')}
      >
        {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
        {own ? null : (
          <span className={styles.face}>{first ? <Avatar name={name} size="small" /> : null}</span>
        )}
        <div className={styles.body}>
          {first ? (
            <header className={styles.head}>
              <span className={styles.sender} dir="auto">
                {own ? words('chat:you') : name}
              </span>
              <time dateTime={date.toISOString()}>{clockInWords(words, date)}</time>
              {onlyFor ? (
                <span className={styles.private}>
                  <Lock />
                  {onlyFor}
                </span>
              ) : null}
            </header>
          ) : null}
          <div className={styles.line}>
            <Content session={session} message={message} actions={actions} reached={reached} />
            {deleted ? null : (
              <MessageMenu
                session={session}
                message={message}
                actions={actions}
                reached={reached}
                open={menu}
                onOpen={onMenu}
                home={() => opener.current}
              />
            )}
          </div>
        </div>
      </article>
    </div>
  );
});

type ContentProps = Pick<MessageRowProps, 'session' | 'message' | 'actions' | 'reached'>;

function Content({ session, message, actions, reached }: ContentProps) {
  const words = useWords();
  const { text, file, replyTo, mentions, edited, deleted } = message;
  const names = useMemo(() => mentions?.map(({ name }) => name) ?? [], [mentions]);
  if (deleted) return <p className={styles.deleted}>{words(`chat:deletedBy.${deleted}`)}</p>;
  return (
    <div className={styles.content}>
      {file === null ? null : <FileMessage session={session} file={file} />}
      {text === '' && replyTo === undefined ? null : (
        <div className={styles.text}>
          {replyTo === undefined ? null : (
            <Quote session={session} sequence={replyTo} actions={actions} reached={reached} />
          )}
          <RichText text={text} names={names} own={ownName(message, session)} />
          {edited === undefined ? null : <span className={styles.edited}>{words('chat:edited')}</span>}
        </div>
      )}
    </div>
  );
}

/** The name by which a message mentions oneself. */
function ownName({ mentions }: ChatMessage, session: Session): string | null {
  const { you } = session.state.get();
  return mentions?.find(({ participant }) => participant === you)?.name ?? null;
}

function isToday(date: Date): boolean {
  return date.toDateString() === new Date().toDateString();
}
