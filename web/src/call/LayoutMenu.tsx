import LayoutGrid from 'lucide-react/icons/layout-grid';
import Presentation from 'lucide-react/icons/presentation';
import type { ReactElement } from 'react';
import type { View } from '../stage/view.js';
import { Menu } from '../ui/Menu.js';
import { useReadable } from '../ui/useReadable.js';

/** The menu of the button "Layout", which was clicked before this was there. */
export default function LayoutMenu({ view, trigger }: { view: View; trigger: ReactElement }) {
  const mode = useReadable(view.state, (choice) => choice.mode);
  return (
    <Menu
      open
      trigger={trigger}
      items={[
        {
          label: 'Grid',
          icon: <LayoutGrid />,
          chosen: mode === 'grid',
          onSelect: () => view.setMode('grid'),
        },
        {
          label: 'Speaker',
          icon: <Presentation />,
          chosen: mode === 'speaker',
          onSelect: () => view.setMode('speaker'),
        },
      ]}
    />
  );
}
