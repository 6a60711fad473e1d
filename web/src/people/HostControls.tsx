import { FIRST_SETTINGS } from '@hangouts/protocol/permissions';
import { AllowanceSwitches, LockSwitch } from '../controls/RoomFields.js';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import { HistoryField } from './HistoryField.js';
import { DoorFields } from './DoorFields.js';
import { InvitationFields } from './InvitationFields.js';

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
          <Button onClick={() => void attempt(() => session.muteAll())}>{words('people:muteAll')}</Button>
          <Button look="primary" onClick={onClose}>
            {words('people:done')}
          </Button>
        </>
      }
    >
      <LockSwitch value={locked} onChange={(on) => void attempt(() => session.configure({ locked: on }))} />
      <DoorFields session={session} />
      <InvitationFields session={session} link={link} />
      <AllowanceSwitches
        value={allow}
        onChange={(change) => void attempt(() => session.configure({ allow: change }))}
      />
      <HistoryField session={session} />
    </Dialog>
  );
}
