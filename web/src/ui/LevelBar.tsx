import { useEffect, useRef } from 'react';
import styles from './LevelBar.module.css';
import type { Watchable } from './useReadable.js';

/** How loud something is, 0 to 1, moving. Written past React: it changes many times a second. */
export function LevelBar({ label, level }: { label: string; level: Watchable<number> | null }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = () => bar.current?.style.setProperty('--level', String(level?.get() ?? 0));
    show();
    return level?.subscribe(show);
  }, [level]);
  return <div ref={bar} className={styles.bar} role="img" aria-label={label} />;
}
