import { clsx } from 'clsx';
import type { CSSProperties } from 'react';
import styles from './Avatar.module.css';
import { hueOf, initialsOf } from './avatarLook.js';

/** The initials of a name on its colour. `fill` sizes itself by the box around it (a size container). */
export function Avatar({ name, size = 'medium' }: { name: string; size?: 'small' | 'medium' | 'fill' }) {
  const style = { '--hue': hueOf(name) } as CSSProperties;
  return (
    <span className={clsx(styles.avatar, styles[size])} style={style} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
