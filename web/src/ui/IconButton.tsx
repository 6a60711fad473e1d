import { clsx } from 'clsx';
import { useId, useState, type ComponentProps, type MouseEvent, type ReactNode } from 'react';
import styles from './IconButton.module.css';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label' | 'children'> {
  /** The accessible name; does not change with the state. */
  label: string;
  icon: ReactNode;
  /** Makes it a toggle. */
  pressed?: boolean;
  /**
   * `device` looks alarming when off, `panel` lit when on, `danger` is for leaving, `plain` for panels and dialogs.
   */
  tone?: 'device' | 'panel' | 'danger' | 'plain';
  size?: 'small' | 'medium';
  /** A hint under the pointer; the label where there is none. `null` for no hint. */
  hint?: string | null;
  hintSide?: 'above' | 'below';
  /** Said after the name. */
  description?: string;
  /** Shown at the corner; said through the description. */
  badge?: { text: string; words: string } | null;
  /** Why it does nothing now: it stays reachable so that the reason can be read. */
  refused?: string | null;
}

/** A round button with a picture on it, and a toggle where `pressed` is given. */
export function IconButton(props: IconButtonProps) {
  const {
    label,
    icon,
    pressed,
    tone = 'plain',
    size = 'medium',
    hint,
    hintSide = 'above',
    description,
    badge,
    refused,
    ...rest
  } = props;
  const { className, onClick, onBlur, onKeyDown, onPointerLeave, type = 'button', ...others } = rest;
  // Who has clicked, or pressed Escape, knows what it says: it is silent until they come back.
  const [quiet, setQuiet] = useState(false);
  const shownHint = refused ?? (hint === undefined ? label : hint);
  const id = useId();
  const said = refused ?? badge?.words ?? description;
  return (
    <button
      {...others}
      type={type}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={refused ? true : undefined}
      aria-describedby={said ? id : undefined}
      data-hint={quiet ? undefined : (shownHint ?? undefined)}
      data-side={hintSide}
      className={clsx(styles.button, styles[tone], styles[size], className)}
      onClick={(event: MouseEvent<HTMLButtonElement>) => {
        if (refused) {
          event.preventDefault();
          return;
        }
        setQuiet(true);
        onClick?.(event);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setQuiet(true);
        onKeyDown?.(event);
      }}
      onPointerLeave={(event) => {
        setQuiet(false);
        onPointerLeave?.(event);
      }}
      onBlur={(event) => {
        // The focus may have gone on with the click, and the pointer still be here.
        if (!event.currentTarget.matches(':hover')) setQuiet(false);
        onBlur?.(event);
      }}
    >
      {icon}
      {said ? (
        <span id={id} className="said">
          {said}
        </span>
      ) : null}
      {badge ? (
        <span className={styles.badge} aria-hidden="true">
          {badge.text}
        </span>
      ) : null}
    </button>
  );
}
