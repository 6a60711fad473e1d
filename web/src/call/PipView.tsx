import PhoneOff from 'lucide-react/icons/phone-off';
import { useEffect, useState } from 'react';
import { captionsSwitch } from '../controls/captions.js';
import { DeviceToggle } from '../controls/DeviceToggle.js';
import type { Devices } from '../devices/devices.js';
import { useWords } from '../language/useWords.js';
import { sourceRefusal, type Refusal } from '../session/select.js';
import type { Session } from '../session/session.js';
import type { Choice } from '../stage/arrange.js';
import { Stage } from '../stage/Stage.js';
import { createView } from '../stage/view.js';
import { IconButton } from '../ui/IconButton.js';
import { Toolbar } from '../ui/Toolbar.js';
import { useReadable, useWhole } from '../ui/useReadable.js';
import Captions from './captions/Captions.js';
import { ConnectionStatus } from './ConnectionStatus.js';
import styles from './PipView.module.css';

export interface PipViewProps {
  session: Session;
  devices: Devices;
  /** How the page shows the call, to begin with. */
  from: Choice;
}

/** The whole call in a small window: its pictures, and what is needed without going back to the page. */
export function PipView({ session, devices, from }: PipViewProps) {
  const words = useWords();
  const whyNot = (refusal: Refusal | null) => refusal && words(`call:refused.${refusal}`);
  // A view of its own: the small window has other pages than the large one.
  const [view] = useState(() => createView(session, { storage: null, from }));
  useEffect(() => view.follow(), [view]);
  const microphone = useReadable(session.state, (state) => sourceRefusal(state, 'microphone'));
  const camera = useReadable(session.state, (state) => sourceRefusal(state, 'camera'));
  const captions = useWhole(captionsSwitch);
  return (
    <main className={styles.call}>
      <h1 className="said">{session.room}</h1>
      <ConnectionStatus session={session} />
      <div className={styles.stage}>
        <Stage
          session={session}
          devices={devices}
          view={view}
          whenAlone={<p className={styles.alone}>{words('call:nobodyElse')}</p>}
        />
      </div>
      {captions ? <Captions session={session} small /> : null}
      <Toolbar aria-label={words('call:controls')} className={styles.controls}>
        <DeviceToggle devices={devices} kind="microphone" refused={whyNot(microphone)} />
        <DeviceToggle devices={devices} kind="camera" refused={whyNot(camera)} />
        <IconButton
          label={words('call:leave')}
          tone="danger"
          icon={<PhoneOff />}
          onClick={() => session.leave()}
        />
      </Toolbar>
    </main>
  );
}
