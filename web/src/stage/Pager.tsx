import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useWords } from '../language/useWords.js';
import { IconButton } from '../ui/IconButton.js';
import type { Rect } from './geometry.js';
import styles from './Stage.module.css';
import { placeAt } from './useDrag.js';

export interface PagerProps {
  rect: Rect;
  /** Counts from 0. */
  page: number;
  pages: number;
  onPage(page: number): void;
}

/** The way to the people who have no place on this page. */
export function Pager({ rect, page, pages, onPage }: PagerProps) {
  const words = useWords();
  const { width, height } = rect;
  return (
    <nav
      className={styles.pager}
      style={{ width, height, transform: placeAt(rect) }}
      aria-label={words('stage:pages')}
    >
      <IconButton
        className={styles.turn}
        label={words('stage:previous')}
        tone="panel"
        hint={null}
        icon={<ChevronLeft />}
        refused={page === 0 ? words('stage:first') : null}
        onClick={() => onPage(page - 1)}
      />
      <output className={styles.page}>{words('stage:page', { page: page + 1, pages })}</output>
      <IconButton
        className={styles.turn}
        label={words('stage:next')}
        tone="panel"
        hint={null}
        icon={<ChevronRight />}
        refused={page === pages - 1 ? words('stage:last') : null}
        onClick={() => onPage(page + 1)}
      />
    </nav>
  );
}
