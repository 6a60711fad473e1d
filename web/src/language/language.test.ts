import { beforeEach, expect, test, vi } from 'vitest';
import type { LanguageMemory } from './language.js';

let memory: LanguageMemory & { kept: string | null };

beforeEach(() => {
  vi.resetModules();
  memory = {
    kept: null,
    read: () => memory.kept,
    write: (_, value) => {
      memory.kept = value;
    },
  };
});

test('begins with the language chosen last, and remembers another', async () => {
  memory.kept = 'de';
  const { startLanguage, chooseLanguage, wordsNow } = await import('./language.js');
  await startLanguage(memory);
  expect(wordsNow()('ui:close')).toBe('Schließen');
  await chooseLanguage('ar');
  expect([wordsNow()('ui:close'), wordsNow().direction, memory.kept]).toEqual(['إغلاق', 'rtl', 'ar']);
});

test('tells who follows it, each time with other words', async () => {
  const { startLanguage, chooseLanguage, followLanguage, wordsNow } = await import('./language.js');
  await startLanguage(memory);
  const said: string[] = [];
  const stop = followLanguage(() => said.push(wordsNow()('ui:close')));
  await chooseLanguage('fr');
  await chooseLanguage('en');
  stop();
  await chooseLanguage('ja');
  expect(said).toEqual(['Fermer', 'Close']);
});

test('of two that are asked for at once the last is spoken', async () => {
  const { startLanguage, chooseLanguage, wordsNow } = await import('./language.js');
  await startLanguage(memory);
  await Promise.all([chooseLanguage('mk'), chooseLanguage('es'), chooseLanguage('fr')]);
  expect([wordsNow().language, memory.kept]).toEqual(['fr', 'fr']);
});

test('stays as it is where another language cannot be fetched, and can be asked again', async () => {
  const load = vi.fn(() => Promise.reject(new Error('no line')));
  vi.doMock('./load.js', () => ({ loadWords: load }));
  const { chooseLanguage, wordsNow } = await import('./language.js');
  await expect(chooseLanguage('de')).rejects.toThrow('no line');
  expect([wordsNow().language, memory.kept]).toEqual(['en', null]);
  load.mockImplementation(() => Promise.resolve({ ui: { close: 'Schließen' } }) as never);
  await chooseLanguage('de');
  expect(wordsNow()('ui:close')).toBe('Schließen');
  vi.doUnmock('./load.js');
});

test('words that cannot be fetched keep nothing from being said but what needs them', async () => {
  const load = vi.fn((_language: string, part: string) =>
    part === 'offline' ? Promise.reject(new Error('no line')) : Promise.resolve({}),
  );
  vi.doMock('./load.js', () => ({ loadWords: load }));
  const { withWords } = await import('./language.js');
  await expect(withWords('offline', () => Promise.resolve())).rejects.toThrow('no line');
  expect(await withWords('call', () => Promise.resolve('the call'))).toBe('the call');
  vi.doUnmock('./load.js');
});

test('code that is fetched later has its words with it, in this language and in the next', async () => {
  memory.kept = 'de';
  const { startLanguage, chooseLanguage, withWords, wordsNow } = await import('./language.js');
  await startLanguage(memory);
  expect(await withWords('call', () => Promise.resolve('the call'))).toBe('the call');
  expect(wordsNow()('call:leave')).toBe('Verlassen');
  await chooseLanguage('fr');
  expect(wordsNow()('call:leave')).toBe('Quitter');
  await withWords('panels', () => Promise.resolve());
  expect(wordsNow()('people:remove')).toBe('Retirer');
});
