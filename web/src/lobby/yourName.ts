import { nameProblem, normalizeText } from '@hangouts/protocol/text';
import type { Words } from '../language/words.js';

const KEY = 'hangouts.name';

/** The name used last in this browser; empty where there is none or storage is refused. */
export function rememberedName(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a name for the next visit, where the browser lets us. */
export function rememberName(name: string): void {
  try {
    localStorage.setItem(KEY, normalizeText(name));
  } catch {
    // Private windows may refuse; then it is asked again.
  }
}

/** Whether a name can be joined with. */
export function usableName(name: string): boolean {
  return nameProblem(normalizeText(name)) === null;
}

/** Why a name cannot be used, in words. */
export function nameWords(words: Words, name: string): string | null {
  const code = nameProblem(normalizeText(name));
  return code === null ? null : words(`errors:${code}`);
}
