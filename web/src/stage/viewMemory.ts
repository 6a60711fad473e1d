/** The layout and the corner, as this browser last had them. */
import { createMemory, type MemoryStore } from '../session/memory.js';
import type { Mode } from './arrange.js';
import { isCorner, type Corner } from './corner.js';

export interface ViewMemory {
  mode(): Mode;
  keepMode(mode: Mode): void;
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
      return isCorner(word) ? word : 'bottom-right';
    },
    keepCorner: (corner) => write('corner', corner),
  };
}
