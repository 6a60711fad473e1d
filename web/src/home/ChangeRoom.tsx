import type { ErrorCode } from '@hangouts/protocol';
import { normalizeText, titleProblem } from '@hangouts/protocol/text';
import { useId, useState, type FormEvent } from 'react';
import { useWords } from '../language/useWords.js';
import { ownRooms, type KeptRoom } from '../session/own-rooms.js';
import { changeRoom } from '../session/rooms-api.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { TextField } from '../ui/TextField.js';
import { attempt, useToasts } from '../ui/toastStore.js';
import styles from './HangoutDialog.module.css';
import { titleOf } from './OwnRoomCard.js';
import { isPlannable, startOf, whenOf } from './when.js';
import { WhenFields } from './WhenFields.js';

/** Gives a hangout of one's own another title, and a planned one another time. */
export function ChangeRoom({ room, onClose }: { room: KeptRoom; onClose(): void }) {
  const words = useWords();
  const formId = useId();
  const { plan } = room;
  const [title, setTitle] = useState(() => titleOf(words, room));
  const [when, setWhen] = useState(() => (plan === null ? null : whenOf(plan.startsAt, plan.duration)));
  const [problems, setProblems] = useState<{ title?: ErrorCode | null; when?: ErrorCode }>({});
  const [saving, setSaving] = useState(false);
  const say = useToasts((toasts) => toasts.say);
  const startsAt = when === null ? null : startOf(when);
  const moved = when !== null && (startsAt !== plan?.startsAt || when.duration !== plan?.duration);

  const save = async () => {
    setSaving(true);
    const done = await attempt(async () => {
      const { duration } = when ?? { duration: 0 };
      const changed = await changeRoom(room.room, room.key, {
        title,
        ...(moved && startsAt !== null ? { plan: { startsAt, duration } } : {}),
      });
      ownRooms.change(changed);
    });
    setSaving(false);
    if (!done) return;
    say(words(plan === null ? 'plans:renamed' : 'plans:saved'));
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (saving) return;
    const ofTitle = titleProblem(normalizeText(title));
    const ofTime = moved && !isPlannable(when, Date.now());
    setProblems({ title: ofTitle, ...(ofTime ? { when: 'plan-time' } : {}) });
    if (ofTitle === null && !ofTime) void save();
  };

  return (
    <Dialog
      title={words('plans:changeTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{words('plans:cancel')}</Button>
          <Button type="submit" form={formId} look="primary" aria-busy={saving} disabled={saving}>
            {words(saving ? 'plans:saving' : 'plans:save')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={words('plans:about')}
          help={words('plans:aboutHelp')}
          autoComplete="off"
          dir="auto"
          required
          value={title}
          problem={problems.title ? words(`errors:${problems.title}`) : null}
          onChange={({ target }) => setTitle(target.value)}
        />
        {when === null ? null : (
          <WhenFields
            value={when}
            problem={problems.when ? words(`errors:${problems.when}`) : null}
            onChange={setWhen}
          />
        )}
      </form>
    </Dialog>
  );
}
