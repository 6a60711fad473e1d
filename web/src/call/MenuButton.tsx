import { lazy, Suspense, useState, type ReactNode } from 'react';
import { IconButton } from '../ui/IconButton.js';
import type { MenuItem, MenuProps } from '../ui/Menu.js';

const loadMenu = () => import('../ui/Menu.js');
const Menu = lazy(async () => ({ default: (await loadMenu()).Menu }));

/** Fetches what the first click on any such button needs, before it comes. */
export function loadMenus(): void {
  void loadMenu();
}

export interface MenuButtonProps {
  label: string;
  icon: ReactNode;
  items: readonly (MenuItem | 'line')[];
  shape?: MenuProps['shape'];
  id?: string;
  className?: string | undefined;
}

/** A button of the call with a menu. It stands there at once; the menu's code, which is large, comes later. */
export function MenuButton({ items, shape = 'list', ...look }: MenuButtonProps) {
  const [asked, setAsked] = useState(false);
  const button = (
    <IconButton
      {...look}
      tone="panel"
      aria-haspopup="menu"
      onClick={asked ? undefined : () => setAsked(true)}
    />
  );
  if (!asked) return button;
  return (
    <Suspense fallback={button}>
      <Menu open trigger={button} items={items} shape={shape} />
    </Suspense>
  );
}
