/** Captions as a person wants them. What is read is remembered by this browser; what is sent is not. */
import { browserStorage, createMemory, type MemoryStore } from '../session/memory.js';
import { changeable, type Changeable } from '../session/readable.js';
import { rememberedSwitch } from '../session/remembered.js';

/** Whether what others say is shown. */
export const captionsSwitch = rememberedSwitch('captions', false);

export const CAPTION_SIZES = ['small', 'medium', 'large'] as const;
export type CaptionSize = (typeof CAPTION_SIZES)[number];

/** How large it is written; what is kept and makes no sense is medium. */
export function createCaptionSize(
  storage: MemoryStore | null = browserStorage(),
): Pick<Changeable<CaptionSize>, 'get' | 'set' | 'subscribe'> {
  const { read, write } = createMemory(storage);
  const kept = read('caption-size');
  const value = changeable<CaptionSize>(CAPTION_SIZES.find((size) => size === kept) ?? 'medium');
  return {
    get: value.get,
    subscribe: value.subscribe,
    set(size) {
      value.set(size);
      write('caption-size', size);
    },
  };
}

export const captionSize = createCaptionSize();

/** As a language and, where it matters, a region (BCP 47); nothing else was ever kept. */
const SPOKEN = /^[a-z]{2,3}(-[A-Z]{2})?$/u;

/** The language that one speaks, for captions; null where it is the page's. */
export function createSpokenLanguage(
  storage: MemoryStore | null = browserStorage(),
): Pick<Changeable<string | null>, 'get' | 'set' | 'subscribe'> {
  const { read, write } = createMemory(storage);
  const kept = read('spoken-language');
  const value = changeable<string | null>(kept !== null && SPOKEN.test(kept) ? kept : null);
  return {
    get: value.get,
    subscribe: value.subscribe,
    set(tag) {
      value.set(tag);
      write('spoken-language', tag);
    },
  };
}

export const spokenLanguage = createSpokenLanguage();

/**
 * Whether what one says is written down for the others. Asked for anew on each visit: the browser may send the sound
 * to its maker.
 */
export const ownCaptions = changeable(false);
