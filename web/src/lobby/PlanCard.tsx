import type { LobbyView } from '@hangouts/protocol';
import CalendarPlus from 'lucide-react/icons/calendar-plus';
import { spanInWords, timeUntil } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import { calendarOf } from '../session/room-addresses.js';
import { LinkButton } from '../ui/Button.js';
import { useNow } from '../ui/useNow.js';
import styles from './Lobby.module.css';

type Plan = NonNullable<LobbyView['plan']>;

/** When a planned hangout is, in the visitor's own time zone, and how long it is until then. It keeps nobody out. */
export function PlanCard({ room, plan }: { room: string; plan: Plan }) {
  const words = useWords();
  const now = useNow();
  return (
    <div className={styles.plan}>
      <p className={styles.span}>
        <time dateTime={new Date(plan.startsAt).toISOString()}>
          {spanInWords(words, plan.startsAt, plan.duration)}
        </time>
      </p>
      <p className={styles.until}>{untilWords(words, plan, now)}</p>
      <LinkButton size="small" href={calendarOf(room)}>
        <CalendarPlus />
        {words('lobby:addToCalendar')}
      </LinkButton>
    </div>
  );
}

function untilWords(words: Words, { startsAt, duration }: Plan, now: number): string {
  const end = startsAt + duration * 60_000;
  if (now < startsAt) return words('lobby:begins', { when: timeUntil(words, startsAt, now) });
  if (now < end) return words('lobby:began', { when: timeUntil(words, startsAt, now) });
  return words('lobby:wasOver', { when: timeUntil(words, end, now) });
}
