import { DeviceFields } from '../controls/DeviceFields.js';
import { DeviceNotices } from '../controls/DeviceNotices.js';
import { cuesSwitch } from '../devices/cues.js';
import type { Devices } from '../devices/devices.js';
import { selfOf } from '../session/select.js';
import type { Session } from '../session/session.js';
import { Avatar } from '../ui/Avatar.js';
import { Button } from '../ui/Button.js';
import { Dialog } from '../ui/Dialog.js';
import { LanguageSelect } from '../ui/LanguageSelect.js';
import { Switch } from '../ui/Switch.js';
import { useReadable, useWhole } from '../ui/useReadable.js';
import styles from './Settings.module.css';
import { SoundFields } from './SoundFields.js';

export interface SettingsProps {
  session: Session;
  devices: Devices;
  onClose(): void;
}

/** Devices, changed in the running call, and who one is in it. */
export default function Settings({ session, devices, onClose }: SettingsProps) {
  const name = useReadable(session.state, (state) => selfOf(state)?.name ?? '');
  return (
    <Dialog
      title="Settings"
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className={styles.self}>
        <Avatar name={name} />
        <div className={styles.words}>
          <strong dir="auto">{name}</strong>
          <span>Your name in this hangout</span>
        </div>
      </div>
      <div>
        <DeviceNotices devices={devices} />
        <DeviceFields devices={devices} />
      </div>
      <SoundFields devices={devices} />
      <CuesSwitch />
      <DirectSwitch session={session} />
      <SaverSwitch session={session} />
      <LanguageSelect />
    </Dialog>
  );
}

function CuesSwitch() {
  return (
    <Switch
      label="Sound cues"
      help="Short sounds when somebody comes, goes or raises a hand."
      on={useWhole(cuesSwitch)}
      onChange={(on) => cuesSwitch.set(on)}
    />
  );
}

function DirectSwitch({ session }: Pick<SettingsProps, 'session'>) {
  const allowed = useWhole(session.direct);
  return (
    <Switch
      label="Connect directly"
      help="Between two people, sound and pictures take the shortest way: from device to device. The other one’s device then learns your network address. Off, everything goes through the server."
      on={allowed}
      onChange={(on) => session.direct.set(on)}
    />
  );
}

function SaverSwitch({ session }: Pick<SettingsProps, 'session'>) {
  const on = useWhole(session.dataSaver);
  return (
    <Switch
      label="Data saver"
      help="Receive at most 500 kilobits a second, a quarter of a gigabyte an hour: every voice, then a shared screen, then whoever speaks. Pictures are smaller, and some are not shown."
      on={on}
      onChange={(saving) => session.dataSaver.set(saving)}
    />
  );
}
