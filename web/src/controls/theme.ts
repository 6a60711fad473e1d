/** Light, dark, or as the system has it; remembered by this browser. Before the first drawing theme.js sets it. */
import { browserStorage, createMemory, type MemoryStore } from '../session/memory.js';
import { changeable } from '../session/readable.js';
import type { Readable } from '../session/session.js';

export type Theme = 'system' | 'light' | 'dark';

export interface ThemeChoice extends Readable<Theme> {
  set(theme: Theme): void;
}

/** What is changed of the page. */
export interface Themed {
  /** Names the theme to the style sheet; null leaves it to the system. */
  mark(theme: 'light' | 'dark' | null): void;
}

/** The theme as it was left last; the system's, the first time, and where what is kept makes no sense. */
export function createThemeChoice(
  page: Themed = documentPage,
  storage: MemoryStore | null = browserStorage(),
): ThemeChoice {
  const { read, write } = createMemory(storage);
  const kept = read('theme');
  const value = changeable<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system');
  return {
    get: value.get,
    subscribe: value.subscribe,
    set(theme) {
      const named = theme === 'system' ? null : theme;
      value.set(theme);
      write('theme', named);
      page.mark(named);
    },
  };
}

/** Colours of the browser's own bars, by the system's theme, as the page was sent. */
const BARS = { light: '#faf7f3', dark: '#151216' } as const;

const documentPage: Themed = {
  mark(theme) {
    const { dataset } = document.documentElement;
    if (theme === null) delete dataset['theme'];
    else dataset['theme'] = theme;
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
      meta.content = BARS[theme ?? (meta.media.includes('dark') ? 'dark' : 'light')];
    }
  },
};

/** That of this page. */
export const themeChoice = createThemeChoice();
