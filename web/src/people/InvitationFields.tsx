import { mayGiveRole } from '@hangouts/protocol/permissions';
import { useState } from 'react';
import { useWords } from '../language/useWords.js';
import { invitationLink } from '../session/invitation.js';
import { selfOf } from '../session/select.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { copyText } from '../ui/copyText.js';
import { Select } from '../ui/Select.js';
import { attempt, useToasts } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import styles from './HostControls.module.css';

const ROLES = ['speaker', 'audience', 'cohost'] as const;
const ROLE_WORDS = {
  speaker: 'people:asSpeaker',
  audience: 'people:asAudience',
  cohost: 'people:asCohost',
} as const;
const HOUR = 3_600;
/** In seconds. */
const LASTS = [HOUR, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR];

/** Makes links by which somebody comes in past waiting room and passcode. */
export function InvitationFields({ session, link }: { session: Session; link: string }) {
  const words = useWords();
  const own = useReadable(session.state, selfOf);
  const [role, setRole] = useState<(typeof ROLES)[number]>('speaker');
  const [lasts, setLasts] = useState(24 * HOUR);
  const say = useToasts((toasts) => toasts.say);
  const roles = ROLES.filter((one) => own !== null && mayGiveRole(own, { role: 'audience' }, one));
  const time = (seconds: number) => {
    const days = seconds / (24 * HOUR);
    const [value, unit] = days < 1 ? [seconds / HOUR, 'hour'] : [days, 'day'];
    return new Intl.NumberFormat(words.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  };
  const copy = () =>
    attempt(async () => {
      const invitation = invitationLink(link, await session.invite({ role, lasts }));
      const done = await copyText(invitation);
      say(done ? words('people:invitationCopied') : words('ui:copyByHand', { link: invitation }));
    });
  return (
    <fieldset className={styles.group}>
      <legend>{words('people:invite')}</legend>
      <p className={styles.help}>{words('people:inviteHelp')}</p>
      <div className={styles.row}>
        <Select
          label={words('people:inviteAs')}
          value={role}
          options={roles.map((value) => ({ value, label: words(ROLE_WORDS[value]) }))}
          onChange={(value) => setRole(roles.find((one) => one === value) ?? 'speaker')}
        />
        <Select
          label={words('people:inviteLasts')}
          value={String(lasts)}
          options={LASTS.map((seconds) => ({ value: String(seconds), label: time(seconds) }))}
          onChange={(value) => setLasts(Number(value))}
        />
        <Button onClick={() => void copy()}>{words('people:copyInvitation')}</Button>
      </div>
    </fieldset>
  );
}
