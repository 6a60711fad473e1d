/** The layout and the corner, as this browser last had them. */
import { wordsNow } from '../language/language.js';
import { createMemory, type MemoryStore } from '../session/memory.js';
import type { Mode } from './arrange.js';
import { isCorner, type Corner } from './corner.js';

export interface ViewMemory {
  mode(): Mode;
  keepMode(mode: Mode): void;
  /** Where it was put; else at the end of the lowest line, where no name stands. */
  corner(): Corner;
  keepCorner(corner: Corner): void;
}

/** What of a view outlives the page; with `storage` null nothing does. */
export function rememberView(storage: MemoryStore | null): ViewMemory {
  const { read, write } = createMemory(storage);
  return {
    mode: () => (read('layout') === 'speaker' ? 'speaker' : 'grid'),
    keepMode: (mode) => write('layout', mode),
    corner() {
      const word = read('corner');
      if (isCorner(word)) return word;
      return wordsNow().direction === 'rtl' ? 'bottom-left' : 'bottom-right';
    },
    keepCorner: (corner) => write('corner', corner),
  };
}
