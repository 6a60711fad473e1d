import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import styles from './Notice.module.css';

export interface NoticeProps {
  title: ReactNode;
  children?: ReactNode;
  tone?: 'plain' | 'warn' | 'danger';
  icon?: ReactNode;
  /** What can be done about it. */
  action?: ReactNode;
}

/** Something to know, in its place on the page. */
export function Notice({ title, children, tone = 'plain', icon, action }: NoticeProps) {
  return (
    <div className={clsx(styles.notice, styles[tone])}>
      {icon}
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {children ? <div className={styles.more}>{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
