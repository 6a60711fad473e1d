import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { Devices, DevicesState, InputKind } from '../devices/devices.js';
import { browserOf, deviceWords } from '../devices/words.js';
import { useWords } from '../language/useWords.js';
import { LinkButton } from '../ui/Button.js';
import { Notice } from '../ui/Notice.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './DeviceNotices.module.css';
import { useHttpsAddress } from './httpsAddress.js';

/** What is wrong with camera and microphone and what can be done, said once where both have the same. */
export function DeviceNotices({ devices }: { devices: Devices }) {
  const words = useWords();
  const state = useWhole(devices.state);
  const https = useHttpsAddress();
  const browser = browserOf(navigator.userAgent);
  return (
    <div aria-live="polite" className={styles.notices}>
      {problemsOf(state).map(({ kind, problem }) => {
        const { title, help } = deviceWords(words, kind, problem, browser);
        const elsewhere = problem === 'insecure' ? https : null;
        return (
          <Notice
            key={kind}
            tone="warn"
            icon={<TriangleAlert />}
            title={title}
            action={
              elsewhere ? (
                <LinkButton look="secondary" size="small" href={elsewhere}>
                  {words('controls:openWithHttps')}
                </LinkButton>
              ) : null
            }
          >
            {help}
            {elsewhere ? (
              <>
                {' '}
                {words('controls:withDevices')} <a href={elsewhere}>{elsewhere}</a>{' '}
                {words('controls:certificate')}
              </>
            ) : null}
          </Notice>
        );
      })}
    </div>
  );
}

function problemsOf({ microphone, camera }: DevicesState) {
  const found: { kind: InputKind | 'both'; problem: NonNullable<typeof camera.problem> }[] = [];
  if (camera.problem !== null && camera.problem === microphone.problem) {
    return [{ kind: 'both' as const, problem: camera.problem }];
  }
  if (camera.problem !== null) found.push({ kind: 'camera', problem: camera.problem });
  if (microphone.problem !== null) found.push({ kind: 'microphone', problem: microphone.problem });
  return found;
}
