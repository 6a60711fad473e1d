/** Captions as a person wants them. What is read is remembered by this browser; what is sent is not. */
import type { MemoryStore } from '../session/memory.js';
import { changeable } from '../session/readable.js';
import { rememberedChoice, rememberedSwitch, type Remembered } from '../session/remembered.js';

/** Whether what others say is shown. */
export const captionsSwitch = rememberedSwitch('captions', false);

export const CAPTION_SIZES = ['small', 'medium', 'large'] as const;
export type CaptionSize = (typeof CAPTION_SIZES)[number];

/** How large it is written; what is kept and makes no sense is medium. */
export function createCaptionSize(storage?: MemoryStore | null): Remembered<CaptionSize> {
  return rememberedChoice(
    'caption-size',
    (kept) => CAPTION_SIZES.find((size) => size === kept) ?? 'medium',
    storage,
  );
}

export const captionSize = createCaptionSize();

/** As a language and, where it matters, a region (BCP 47); nothing else was ever kept. */
const SPOKEN = /^[a-z]{2,3}(-[A-Z]{2})?$/u;

/** The language that one speaks, for captions; null where it is the page's. */
export function createSpokenLanguage(storage?: MemoryStore | null): Remembered<string | null> {
  return rememberedChoice(
    'spoken-language',
    (kept) => (kept !== null && SPOKEN.test(kept) ? kept : null),
    storage,
  );
}

export const spokenLanguage = createSpokenLanguage();

/**
 * Whether what one says is written down for the others. Asked for anew on each visit: the browser may send the sound
 * to its maker.
 */
export const ownCaptions = changeable(false);
