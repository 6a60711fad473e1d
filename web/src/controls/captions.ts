/** Captions as a person wants them. Remembered by this browser. */
import type { MemoryStore } from '../session/memory.js';
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
