import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Switch } from '../ui/Switch.js';
import { useWhole } from '../ui/useReadable.js';

/** By which way the media go, and how much of them. */
export function ConnectionSection({ session }: { session: Session }) {
  const words = useWords();
  return (
    <>
      <Switch
        label={words('settings:direct')}
        help={words('settings:directHelp')}
        on={useWhole(session.direct)}
        onChange={(on) => session.direct.set(on)}
      />
      <Switch
        label={words('settings:saver')}
        help={words('settings:saverHelp')}
        on={useWhole(session.dataSaver)}
        onChange={(saving) => session.dataSaver.set(saving)}
      />
    </>
  );
}
