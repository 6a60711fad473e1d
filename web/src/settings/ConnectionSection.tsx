import type { Session } from '../session/session.js';
import { Switch } from '../ui/Switch.js';
import { useWhole } from '../ui/useReadable.js';

/** By which way the media go, and how much of them. */
export function ConnectionSection({ session }: { session: Session }) {
  return (
    <>
      <Switch
        label="Connect directly"
        help="Between two people, sound and pictures take the shortest way: from device to device. The other one’s device then learns your network address. Off, everything goes through the server."
        on={useWhole(session.direct)}
        onChange={(on) => session.direct.set(on)}
      />
      <Switch
        label="Data saver"
        help="Receive at most 500 kilobits a second, a quarter of a gigabyte an hour: every voice, then a shared screen, then whoever speaks. Pictures are smaller, and some are not shown."
        on={useWhole(session.dataSaver)}
        onChange={(saving) => session.dataSaver.set(saving)}
      />
    </>
  );
}
