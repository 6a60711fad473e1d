import LayoutGrid from 'lucide-react/icons/layout-grid';
import { lazy, Suspense, useState } from 'react';
import type { View } from '../stage/view.js';
import { IconButton } from '../ui/IconButton.js';
import { useReadable } from '../ui/useReadable.js';
import { loadPip, PictureInPicture, type PictureInPictureProps } from './PictureInPicture.js';
import styles from './ViewControls.module.css';

const loadMenu = () => import('./LayoutMenu.js');
const LayoutMenu = lazy(loadMenu);

/** Fetches what the first click needs, before it comes. */
export function loadViewControls(): void {
  void loadMenu();
  loadPip();
}

/** How the call is looked at, which concerns nobody else. */
export function ViewControls({ session, devices, view }: PictureInPictureProps) {
  const company = useReadable(session.state, (state) => state.participants.length > 1);
  return (
    <div className={styles.row}>
      {company ? <LayoutChoice view={view} /> : null}
      <PictureInPicture session={session} devices={devices} view={view} />
    </div>
  );
}

/** The button stands there at once; the menu's code, which is larger than the stage's, comes later. */
function LayoutChoice({ view }: { view: View }) {
  const [asked, setAsked] = useState(false);
  const button = (
    <IconButton
      className={styles.button}
      label="Layout"
      tone="panel"
      icon={<LayoutGrid />}
      aria-haspopup="menu"
      onClick={asked ? undefined : () => setAsked(true)}
    />
  );
  if (!asked) return button;
  return (
    <Suspense fallback={button}>
      <LayoutMenu view={view} trigger={button} />
    </Suspense>
  );
}
