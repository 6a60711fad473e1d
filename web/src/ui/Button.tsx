import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import styles from './Button.module.css';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends ComponentProps<'button'> {
  look?: ButtonLook;
  /** `large` is for the one thing to do on a page. */
  size?: 'small' | 'medium' | 'large';
}

/** A button with words on it. */
export function Button({
  look = 'secondary',
  size = 'medium',
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button {...rest} type={type} className={clsx(styles.button, styles[look], styles[size], className)} />
  );
}

export interface LinkButtonProps extends ComponentProps<'a'> {
  look?: ButtonLook;
  size?: 'small' | 'medium' | 'large';
}

/** A link that looks like a button: goes to another page. */
export function LinkButton({
  look = 'secondary',
  size = 'medium',
  className,
  children,
  ...rest
}: LinkButtonProps) {
  return (
    <a {...rest} className={clsx(styles.button, styles[look], styles[size], className)}>
      {children}
    </a>
  );
}
