import { useState, type ReactNode } from 'react';
import { IconButton } from '../ui/IconButton.js';
import { orSay } from '../ui/later.js';
import type { MenuItem, MenuProps } from '../ui/Menu.js';
import { attempt } from '../ui/toastStore.js';

const loadMenu = () => import('../ui/Menu.js');

/** Fetches what the first click on any such button needs, before it comes. */
export function loadMenus(): void {
  // Where it fails, the click fetches it again.
  loadMenu().catch(() => undefined);
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
  const [code, setCode] = useState<Awaited<ReturnType<typeof loadMenu>> | null>(null);
  const ask = () => void attempt(async () => setCode(await orSay(loadMenu)));
  const button = (
    <IconButton {...look} tone="panel" aria-haspopup="menu" onClick={code === null ? ask : undefined} />
  );
  if (code === null) return button;
  return <code.Menu open trigger={button} items={items} shape={shape} />;
}
