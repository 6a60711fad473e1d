import CalendarClock from 'lucide-react/icons/calendar-clock';
import CalendarPlus from 'lucide-react/icons/calendar-plus';
import DoorOpen from 'lucide-react/icons/door-open';
import Pencil from 'lucide-react/icons/pencil';
import X from 'lucide-react/icons/x';
import type { MouseEvent } from 'react';
import { clockInWords, spanInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import { endOf, type KeptRoom } from '../session/own-rooms.js';
import { calendarOf } from '../session/room-addresses.js';
import { LinkButton } from '../ui/Button.js';
import { CopyLink } from '../ui/CopyLink.js';
import { IconButton } from '../ui/IconButton.js';
import styles from './OwnRooms.module.css';

export interface OwnRoomCardProps {
  room: KeptRoom;
  /** Milliseconds since the epoch. */
  now: number;
  addressOf(room: string): string;
  onOpen(room: string): void;
  onChange(): void;
  onRemove(): void;
}

/** One hangout of one's own: the way in, its link, its time, and what can be done with it. */
export function OwnRoomCard({ room: own, now, addressOf, onOpen, onChange, onRemove }: OwnRoomCardProps) {
  const words = useWords();
  const { room, kind, plan } = own;
  const title = titleOf(words, own);
  const open = (event: MouseEvent) => {
    // In a tab of its own, where that is asked for.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(room);
  };
  return (
    <li className={styles.card}>
      <a href={addressOf(room)} onClick={open} className={styles.open}>
        {plan === null ? <DoorOpen /> : <CalendarClock />}
        <span className={styles.words}>
          <span className={styles.name}>
            <bdi>{title}</bdi>
          </span>
          {plan !== null || kind === 'personal' ? (
            <span className={styles.more}>{timeOf(words, own, now)}</span>
          ) : null}
        </span>
      </a>
      <div className={styles.tools}>
        <IconButton
          label={words('plans:changeOf', { title })}
          hint={null}
          size="small"
          icon={<Pencil />}
          onClick={onChange}
        />
        <IconButton
          label={words('plans:removeOf', { title })}
          hint={null}
          size="small"
          icon={<X />}
          onClick={onRemove}
        />
      </div>
      <div className={styles.actions}>
        <CopyLink
          size="small"
          link={location.origin + addressOf(room)}
          aria-label={words('plans:copyOf', { title })}
        />
        {plan === null ? null : (
          <LinkButton size="small" href={calendarOf(room)} aria-label={words('plans:calendarOf', { title })}>
            <CalendarPlus />
            {words('plans:addToCalendar')}
          </LinkButton>
        )}
      </div>
    </li>
  );
}

/** What a hangout of one's own is called. */
export function titleOf(words: Words, { title, kind, room }: KeptRoom): string {
  return title ?? (kind === 'personal' ? words('plans:myRoom') : room);
}

function timeOf(words: Words, room: KeptRoom, now: number): string {
  const { plan } = room;
  if (plan === null) return words('plans:myRoomStays');
  if (plan.startsAt > now) return spanInWords(words, plan.startsAt, plan.duration);
  return words('plans:running', { time: clockInWords(words, new Date(endOf(room) ?? now)) });
}
