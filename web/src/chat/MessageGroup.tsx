import type { ChatMessage } from '@hangouts/protocol';
import { clsx } from 'clsx';
import { memo } from 'react';
import type { Session } from '../session/session.js';
import { Avatar } from '../ui/Avatar.js';
import styles from './Chat.module.css';
import { FileMessage } from './FileMessage.js';
import type { Group } from './groups.js';
import { RichText } from './RichText.js';

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

/** The day, unless it is today's. */
function dayInWords(time: Date): string | null {
  return time.toDateString() === new Date().toDateString() ? null : day.format(time);
}

/** What one person wrote in one go. */
export const MessageGroup = memo(function MessageGroup({
  session,
  group,
}: {
  session: Session;
  group: Group;
}) {
  const time = new Date(group.at);
  return (
    <>
      {group.newDay ? <p className={styles.day}>{dayInWords(time)}</p> : null}
      <article
        className={clsx(styles.group, group.own && styles.own)}
        aria-label={`${group.name}, ${clock.format(time)}`}
      >
        {group.own ? null : <Avatar name={group.name} size="small" />}
        <div className={styles.lines}>
          <header className={styles.head}>
            <span className={styles.sender} dir="auto">
              {group.own ? 'You' : group.name}
            </span>
            <time dateTime={time.toISOString()}>{clock.format(time)}</time>
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
