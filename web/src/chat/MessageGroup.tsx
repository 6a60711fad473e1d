import type { ChatMessage } from '@hangouts/protocol';
import { clsx } from 'clsx';
import { memo } from 'react';
import { clockInWords, dayInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import type { Session } from '../session/session.js';
import { Avatar } from '../ui/Avatar.js';
import styles from './Chat.module.css';
import { FileMessage } from './FileMessage.js';
import type { Group } from './groups.js';
import { RichText } from './RichText.js';

/** The day, unless it is today's. */
function otherDay(words: Words, time: Date): string | null {
  return time.toDateString() === new Date().toDateString() ? null : dayInWords(words, time);
}

/** What one person wrote in one go. */
export const MessageGroup = memo(function MessageGroup({
  session,
  group,
}: {
  session: Session;
  group: Group;
}) {
  const words = useWords();
  const time = new Date(group.at);
  const clock = clockInWords(words, time);
  return (
    <>
      {group.newDay ? <p className={styles.day}>{otherDay(words, time)}</p> : null}
      <article
        className={clsx(styles.group, group.own && styles.own)}
        aria-label={words('chat:group', { name: group.name, time: clock })}
      >
        {group.own ? null : <Avatar name={group.name} size="small" />}
        <div className={styles.lines}>
          <header className={styles.head}>
            <span className={styles.sender} dir="auto">
              {group.own ? words('chat:you') : group.name}
            </span>
            <time dateTime={time.toISOString()}>{clock}</time>
          </header>
          {group.messages.map((message) => (
            <Line key={message.id} session={session} message={message} />
          ))}
        </div>
      </article>
    </>
  );
}, sameGroup);

// Groups are made anew with every message; one that ends the same is the same.
function sameGroup(one: { group: Group }, other: { group: Group }): boolean {
  const [a, b] = [one.group, other.group];
  return (
    a.key === b.key && a.own === b.own && a.newDay === b.newDay && a.messages.length === b.messages.length
  );
}

function Line({ session, message }: { session: Session; message: ChatMessage }) {
  if (message.file) return <FileMessage session={session} file={message.file} />;
  return (
    <p className={styles.text}>
      <RichText text={message.text} />
    </p>
  );
}
