import type { Allowances } from '@hangouts/protocol';
import { FIRST_SETTINGS } from '@hangouts/protocol/permissions';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Switch } from '../ui/Switch.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import { DoorFields } from './DoorFields.js';
import { InvitationFields } from './InvitationFields.js';

const POWERS: readonly (keyof Allowances)[] = ['microphone', 'camera', 'screen', 'chat'];

export interface HostControlsProps {
  session: Session;
  /** The room's link. */
  link: string;
  onClose(): void;
}

/** Who comes in, what everybody may do on their own, and quiet for all: for hosts and cohosts. Takes effect at once. */
export default function HostControls({ session, link, onClose }: HostControlsProps) {
  const words = useWords();
  const locked = useReadable(session.state, ({ settings }) => settings?.locked ?? false);
  const allow = useReadable(session.state, ({ settings }) => settings?.allow ?? FIRST_SETTINGS.allow);
  return (
    <Dialog
      title={words('people:hostControls')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => void attempt(() => session.muteAll(allow.microphone))}>
            {words('people:muteAll')}
          </Button>
          <Button look="primary" onClick={onClose}>
            {words('people:done')}
          </Button>
        </>
      }
    >
      <Switch
        label={words('people:lock')}
        help={words('people:lockHelp')}
        on={locked}
        onChange={(on) => void attempt(() => session.configure({ locked: on }))}
      />
      <DoorFields session={session} />
      <InvitationFields session={session} link={link} />
      <p>{words('people:everybody')}</p>
      {POWERS.map((key) => (
        <Switch
          key={key}
          label={words(`people:allowed.${key}`)}
          help={words(`people:allowedHelp.${key}`)}
          on={allow[key]}
          onChange={(on) => void attempt(() => session.configure({ allow: { ...allow, [key]: on } }))}
        />
      ))}
    </Dialog>
  );
}
