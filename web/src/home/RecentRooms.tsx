import Clock from 'lucide-react/icons/history';
import X from 'lucide-react/icons/x';
import { useState, type MouseEvent } from 'react';
import { timeAgo } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import { recent } from '../session/recent.js';
import { IconButton } from '../ui/IconButton.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './RecentRooms.module.css';

export interface RecentRoomsProps {
  addressOf(room: string): string;
  onOpen(room: string): void;
}

/** The hangouts that one was in, to go back to with a click. */
export function RecentRooms({ addressOf, onOpen }: RecentRoomsProps) {
  const words = useWords();
  const visits = useWhole(recent);
  const [now] = useState(() => Date.now());
  if (visits.length === 0) return null;
  const forget = (room: string) => (event: MouseEvent) => {
    const visit = event.currentTarget.closest('li');
    const next = visit?.nextElementSibling ?? visit?.previousElementSibling;
    // From one to the next; after the last, the page's heading has the focus.
    next?.querySelector('button')?.focus();
    recent.forget(room);
  };
  const open = (room: string) => (event: MouseEvent) => {
    // In a tab of its own, where that is asked for.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(room);
  };
  return (
    <section aria-label={words('home:recent')} className={styles.recent}>
      <h2>{words('home:recent')}</h2>
      <ul>
        {visits.map(({ room, at, title = room }) => (
          <li key={room} className={styles.visit}>
            <a href={addressOf(room)} onClick={open(room)} className={styles.link}>
              <Clock />
              <span className={styles.name} dir="auto">
                {title}
              </span>
              <span className={styles.time}>{timeAgo(words, at, now)}</span>
            </a>
            <IconButton
              label={words('home:forget', { room: title })}
              hint={null}
              size="small"
              icon={<X />}
              onClick={forget(room)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
