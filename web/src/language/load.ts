import type { ResourceKey, ResourceLanguage } from 'i18next';
import type { LanguageTag } from './languages.js';

/**
 * The words of home and lobby, those of hangouts of one's own, those of the call, those of what is opened in it, or those
 * of the page that is kept. One file each when it is built (`vite.config.ts`).
 */
export type Part = 'first' | 'plans' | 'call' | 'panels' | 'offline';

type Files = Record<string, () => Promise<ResourceKey>>;

const FILES: Record<Part, Files> = {
  first: import.meta.glob<ResourceKey>(
    ['./locales/*/{controls,devices,errors,home,lobby,page,ui}.json', '!./locales/en/*.json'],
    { import: 'default' },
  ),
  plans: import.meta.glob<ResourceKey>('./locales/*/plans.json', { import: 'default' }),
  call: import.meta.glob<ResourceKey>('./locales/*/{call,direct,stage}.json', { import: 'default' }),
  panels: import.meta.glob<ResourceKey>('./locales/*/{chat,people,quality,settings}.json', {
    import: 'default',
  }),
  offline: import.meta.glob<ResourceKey>('./locales/*/offline.json', { import: 'default' }),
};

/** Fetches a part of a language's words, by namespace. The first English is part of the page already: then none. */
export async function loadWords(language: LanguageTag, part: Part): Promise<ResourceLanguage> {
  const place = `./locales/${language}/`;
  const files = Object.entries(FILES[part]).filter(([path]) => path.startsWith(place));
  const words = await Promise.all(
    files.map(async ([path, load]) => [path.slice(place.length, -'.json'.length), await load()] as const),
  );
  return Object.fromEntries(words);
}
