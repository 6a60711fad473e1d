import type { ComponentProps, KeyboardEvent } from 'react';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';

function step(key: string, from: number, count: number, { direction }: Words): number | null {
  const [forward, back] = direction === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
  if (key === forward) return (from + 1) % count;
  if (key === back) return (from - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}

/** A row of buttons that the arrow keys go through (WAI-ARIA "toolbar"); Tab reaches each one too. */
export function Toolbar({ children, ...rest }: ComponentProps<'div'> & { 'aria-label': string }) {
  const words = useWords();
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
    // The row may stand in a window of its own.
    const { activeElement } = event.currentTarget.ownerDocument;
    const from = buttons.findIndex((button) => button === activeElement);
    if (from < 0) return;
    const to = step(event.key, from, buttons.length, words);
    if (to === null) return;
    event.preventDefault();
    buttons[to]?.focus();
  };
  return (
    // The buttons inside take the focus; the row only moves it.
    <div {...rest} role="toolbar" tabIndex={-1} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}
