import { z } from 'zod';
import { ParticipantId } from './ids.js';
import { CAPTION_LENGTH } from './limits.js';
import { normalizeText } from './text.js';

// What would rearrange the text that stands around it (UAX #9), and control characters.
const UNSPEAKABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A line of what somebody says, as their browser has heard it so far. */
const spoken = {
  /** Counts up; the same again is the same line, heard better. */
  line: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** Whether it stays as it is. */
  final: z.boolean(),
  /** What it is spoken in (BCP 47). */
  language: z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/),
};

export const CaptionSay = z.strictObject({
  ...spoken,
  text: z
    .string()
    .max(4 * CAPTION_LENGTH)
    .transform((text) => normalizeText(text.replaceAll(UNSPEAKABLE, ' ')))
    .refine((text) => text !== '' && [...text].length <= CAPTION_LENGTH),
});

export const Caption = z.object({ ...spoken, participant: ParticipantId, text: z.string() });
export type Caption = z.output<typeof Caption>;
