import { useEffect, useRef } from 'react';
import { listenForKeys, type ShortcutTargets } from './listenForKeys.js';

/** Lets keys do what the buttons do, while the call is on the page. */
export function useShortcuts(targets: ShortcutTargets): void {
  const now = useRef(targets);
  useEffect(() => {
    now.current = targets;
  });
  useEffect(() => listenForKeys(window, () => now.current), []);
}
