import { useEffect, useRef } from 'react';
import styles from './LevelBar.module.css';
import type { Watchable } from './useReadable.js';

/** How loud something is, 0 to 1, moving. Written past React: it changes many times a second. */
export function LevelBar({ label, level }: { label: string; level: Watchable<number> | null }) {
  const bar = useRef<HTMLDivElement>(null);
  const meter = useRef<HTMLMeterElement>(null);
  useEffect(() => {
    const show = () => {
      const value = level?.get() ?? 0;
      bar.current?.style.setProperty('--level', String(value));
      if (meter.current) meter.current.value = value;
    };
    show();
    return level?.subscribe(show);
  }, [level]);
  return (
    <div className={styles.box}>
      <meter ref={meter} className="said" aria-label={label} min={0} max={1} />
      <div ref={bar} className={styles.bar} aria-hidden="true" />
    </div>
  );
}
