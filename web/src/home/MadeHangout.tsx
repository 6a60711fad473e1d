import type { MadeRoom } from '@hangouts/protocol';
import CalendarPlus from 'lucide-react/icons/calendar-plus';
import Download from 'lucide-react/icons/download';
import { spanInWords } from '../language/format.js';
import { useWords } from '../language/useWords.js';
import { calendarOf } from '../session/room-addresses.js';
import { Button, LinkButton } from '../ui/Button.js';
import { CopyLink } from '../ui/CopyLink.js';
import { Dialog } from '../ui/Dialog.js';
import { TextField } from '../ui/TextField.js';
import type { HangoutDialogProps } from './HangoutDialog.js';
import styles from './HangoutDialog.module.css';

/** A hangout that was just made: its link to send, its time for the calendar, and the way in. */
export function MadeHangout({
  made: { room, title, plan },
  passcode,
  addressOf,
  onOpen,
  onClose,
}: HangoutDialogProps & { made: MadeRoom; passcode: boolean }) {
  const words = useWords();
  const link = location.origin + addressOf(room);
  return (
    <Dialog
      title={words(plan === null ? 'plans:ready' : 'plans:planned')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words('plans:done')}</Button>
          <Button look="primary" onClick={() => onOpen(room)}>
            {words('plans:goIn')}
          </Button>
        </>
      }
    >
      {title === null && plan === null ? null : (
        <p className={styles.made}>
          <strong>
            <bdi>{title}</bdi>
          </strong>
          {plan === null ? null : <span>{spanInWords(words, plan.startsAt, plan.duration)}</span>}
        </p>
      )}
      <TextField
        label={words('plans:link')}
        className={styles.link}
        dir="ltr"
        readOnly
        value={link}
        onFocus={({ target }) => target.select()}
      />
      <div className={styles.row}>
        <CopyLink link={link} />
        {plan === null ? null : (
          <>
            <LinkButton href={calendarOf(room)}>
              <CalendarPlus />
              {words('plans:addToCalendar')}
            </LinkButton>
            <LinkButton href={calendarOf(room)} download={`${room}.ics`}>
              <Download />
              {words('plans:download')}
            </LinkButton>
          </>
        )}
      </div>
      <p className={styles.help}>{words(passcode ? 'plans:hostPasscode' : 'plans:host')}</p>
    </Dialog>
  );
}
