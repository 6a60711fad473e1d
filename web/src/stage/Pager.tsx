import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
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
  const { width, height } = rect;
  return (
    <nav className={styles.pager} style={{ width, height, transform: placeAt(rect) }} aria-label="Pages">
      <IconButton
        className={styles.turn}
        label="Previous page"
        tone="panel"
        hint={null}
        icon={<ChevronLeft />}
        refused={page === 0 ? 'This is the first page' : null}
        onClick={() => onPage(page - 1)}
      />
      <output className={styles.page}>{`Page ${page + 1} of ${pages}`}</output>
      <IconButton
        className={styles.turn}
        label="Next page"
        tone="panel"
        hint={null}
        icon={<ChevronRight />}
        refused={page === pages - 1 ? 'This is the last page' : null}
        onClick={() => onPage(page + 1)}
      />
    </nav>
  );
}
