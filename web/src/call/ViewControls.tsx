import LayoutGrid from 'lucide-react/icons/layout-grid';
import Presentation from 'lucide-react/icons/presentation';
import { useWords } from '../language/useWords.js';
import type { View } from '../stage/view.js';
import { useReadable } from '../ui/useReadable.js';
import { MenuButton } from './MenuButton.js';
import { PictureInPicture, type PictureInPictureProps } from './PictureInPicture.js';
import styles from './ViewControls.module.css';

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

function LayoutChoice({ view }: { view: View }) {
  const words = useWords();
  const mode = useReadable(view.state, (choice) => choice.mode);
  return (
    <MenuButton
      className={styles.button}
      label={words('call:layout')}
      icon={<LayoutGrid />}
      items={[
        {
          label: words('call:grid'),
          icon: <LayoutGrid />,
          chosen: mode === 'grid',
          onSelect: () => view.setMode('grid'),
        },
        {
          label: words('call:speaker'),
          icon: <Presentation />,
          chosen: mode === 'speaker',
          onSelect: () => view.setMode('speaker'),
        },
      ]}
    />
  );
}
