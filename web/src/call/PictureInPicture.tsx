import PictureInPicture2 from 'lucide-react/icons/picture-in-picture-2';
import { lazy, Suspense, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Devices } from '../devices/devices.js';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import type { Choice } from '../stage/arrange.js';
import type { View } from '../stage/view.js';
import { IconButton } from '../ui/IconButton.js';
import { orSay } from '../ui/later.js';
import { attempt } from '../ui/toastStore.js';
import { hasPip, openPip, tellLanguage } from './pipWindow.js';
import styles from './ViewControls.module.css';

const loadPipView = () => import('./PipView.js');
const PipView = lazy(loadPipView);

/** Fetches the window's page, with its style, where there can be such a window. */
export function loadPip(): void {
  // Where it fails, the click fetches it again.
  if (hasPip()) loadPipView().catch(() => undefined);
}

export interface PictureInPictureProps {
  session: Session;
  devices: Devices;
  view: View;
}

/** Opens the whole call in a small window above all others; the page keeps its own pictures. */
export function PictureInPicture({ session, devices, view }: PictureInPictureProps) {
  const words = useWords();
  const [shown, setShown] = useState<{ page: Window; from: Choice } | null>(null);

  useEffect(() => {
    if (shown === null) return;
    const { page } = shown;
    const gone = () => setShown(null);
    page.addEventListener('pagehide', gone);
    return () => {
      page.removeEventListener('pagehide', gone);
      page.close();
    };
  }, [shown]);

  useEffect(() => {
    if (shown !== null) tellLanguage(shown.page, words);
  }, [shown, words]);

  if (!hasPip()) return null;
  const open = async () => {
    // First the code: its style is copied with the page's. A click counts for long enough.
    await orSay(loadPipView);
    setShown({ page: await openPip(session.room), from: view.state.get() });
  };
  return (
    <>
      <IconButton
        className={styles.button}
        label={words('call:pip')}
        tone="panel"
        pressed={shown !== null}
        icon={<PictureInPicture2 />}
        onClick={() => void (shown ? setShown(null) : attempt(open))}
      />
      {shown
        ? createPortal(
            <Suspense fallback={null}>
              <PipView session={session} devices={devices} from={shown.from} />
            </Suspense>,
            shown.page.document.body,
          )
        : null}
    </>
  );
}
