import Speech from 'lucide-react/icons/speech';
import Camera from 'lucide-react/icons/camera';
import CaptionsIcon from 'lucide-react/icons/captions';
import Keyboard from 'lucide-react/icons/keyboard';
import Palette from 'lucide-react/icons/palette';
import Volume from 'lucide-react/icons/volume-2';
import Wifi from 'lucide-react/icons/wifi';
import { DeviceNotices } from '../controls/DeviceNotices.js';
import type { Devices } from '../devices/devices.js';
import { useWords } from '../language/useWords.js';
import { selfOf } from '../session/select.js';
import type { Session } from '../session/session.js';
import { Avatar } from '../ui/Avatar.js';
import { Sheet } from '../ui/Dialog.js';
import { useReadable } from '../ui/useReadable.js';
import { AnnouncementsSection } from './AnnouncementsSection.js';
import { AppearanceSection } from './AppearanceSection.js';
import { CaptionsSection } from './CaptionsSection.js';
import { ConnectionSection } from './ConnectionSection.js';
import { PictureSection } from './PictureSection.js';
import { Sections, type Section } from './Sections.js';
import styles from './Settings.module.css';
import { ShortcutFields } from './ShortcutFields.js';
import { SoundSection } from './SoundSection.js';

export type SectionName =
  'sound' | 'picture' | 'captions' | 'connection' | 'appearance' | 'announcements' | 'shortcuts';

export interface SettingsProps {
  session: Session;
  devices: Devices;
  /** Where it opens. */
  first?: SectionName;
  onClose(): void;
}

/** Everything that a person sets for themselves, in the lobby and in the running call; takes effect at once. */
export default function Settings({ session, devices, first = 'sound', onClose }: SettingsProps) {
  const words = useWords();
  const sections: Section<SectionName>[] = [
    {
      id: 'sound',
      title: words('settings:sound'),
      icon: <Volume />,
      content: (
        <>
          <div className={styles.group}>
            <Self session={session} />
            <DeviceNotices devices={devices} />
          </div>
          <SoundSection devices={devices} />
        </>
      ),
    },
    {
      id: 'picture',
      title: words('settings:picture'),
      icon: <Camera />,
      content: <PictureSection devices={devices} />,
    },
    {
      id: 'captions',
      title: words('settings:captionsSection'),
      icon: <CaptionsIcon />,
      content: <CaptionsSection />,
    },
    {
      id: 'connection',
      title: words('settings:connection'),
      icon: <Wifi />,
      content: <ConnectionSection session={session} />,
    },
    {
      id: 'appearance',
      title: words('settings:appearance'),
      icon: <Palette />,
      content: <AppearanceSection />,
    },
    {
      id: 'announcements',
      title: words('settings:announcements'),
      icon: <Speech />,
      content: <AnnouncementsSection />,
    },
    { id: 'shortcuts', title: words('settings:shortcuts'), icon: <Keyboard />, content: <ShortcutFields /> },
  ];
  return (
    <Sheet title={words('settings:title')} size="wide" onClose={onClose}>
      <Sections label={words('settings:sections')} sections={sections} first={first} />
    </Sheet>
  );
}

/** Who one is in the call; in the lobby that is asked beside it. */
function Self({ session }: Pick<SettingsProps, 'session'>) {
  const name = useReadable(session.state, (state) => selfOf(state)?.name ?? null);
  const words = useWords();
  if (name === null) return null;
  return (
    <div className={styles.self}>
      <Avatar name={name} />
      <div className={styles.words}>
        <strong dir="auto">{name}</strong>
        <span>{words('settings:yourName')}</span>
      </div>
    </div>
  );
}
