import type { Allowances } from '@hangouts/protocol';
import { FIRST_SETTINGS } from '@hangouts/protocol/permissions';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { Switch } from '../ui/Switch.js';
import { attempt } from '../ui/toastStore.js';
import { useReadable } from '../ui/useReadable.js';
import { HistoryField } from './HistoryField.js';
import { DoorFields } from './DoorFields.js';
import { InvitationFields } from './InvitationFields.js';

const POWERS: readonly { key: keyof Allowances; label: string; help: string }[] = [
  { key: 'microphone', label: 'Unmute themselves', help: 'Off, only hosts and cohosts speak.' },
  { key: 'camera', label: 'Switch on their camera', help: 'Off, only hosts and cohosts are seen.' },
  { key: 'screen', label: 'Share their screen', help: 'Off, only hosts and cohosts share.' },
  { key: 'chat', label: 'Write in the chat', help: 'Off, the others read along.' },
];

export interface HostControlsProps {
  session: Session;
  /** The room's link. */
  link: string;
  onClose(): void;
}

/** Who comes in, what everybody may do on their own, and quiet for all: for hosts and cohosts. Takes effect at once. */
export default function HostControls({ session, link, onClose }: HostControlsProps) {
  const locked = useReadable(session.state, ({ settings }) => settings?.locked ?? false);
  const allow = useReadable(session.state, ({ settings }) => settings?.allow ?? FIRST_SETTINGS.allow);
  return (
    <Dialog
      title="Host controls"
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => void attempt(() => session.muteAll(allow.microphone))}>Mute all</Button>
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <Switch
        label="Lock the hangout"
        help="Nobody new comes in. Whoever was inside can come back."
        on={locked}
        onChange={(on) => void attempt(() => session.configure({ locked: on }))}
      />
      <DoorFields session={session} />
      <InvitationFields session={session} link={link} />
      <p>Everybody may …</p>
      {POWERS.map(({ key, label, help }) => (
        <Switch
          key={key}
          label={label}
          help={help}
          on={allow[key]}
          onChange={(on) => void attempt(() => session.configure({ allow: { ...allow, [key]: on } }))}
        />
      ))}
      <HistoryField session={session} />
    </Dialog>
  );
}
