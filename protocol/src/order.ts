import { z } from 'zod';
import { ParticipantId } from './ids.js';
import { REPORT_LENGTH } from './limits.js';
import { Role, Source } from './people.js';
import { isLonger, normalizeText } from './text.js';

/** What hosts did to keep order, and what was brought before them. */
export const OrderAct = z.enum([
  'removed',
  'role',
  'handed-over',
  'restricted',
  'ended-source',
  'muted-all',
  'settings',
  'reported',
]);
export type OrderAct = z.output<typeof OrderAct>;

/** A line of the log that hosts and cohosts read. */
export const OrderEntry = z.object({
  id: z.uuid(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  act: OrderAct,
  /** The name of who did it. */
  by: z.string(),
  /** The name of whom it was done to; null where it was the whole room. */
  whom: z.string().nullable(),
  /** With `role`: the role that was given. */
  role: Role.nullable(),
  /** With `ended-source`: what was ended. */
  source: Source.nullable(),
  /** With `reported`: what for, in the words of who reports it. */
  reason: z.string().nullable(),
  /** `possible`: what was before can be had back. */
  undo: z.enum(['none', 'possible', 'done']),
});
export type OrderEntry = z.output<typeof OrderEntry>;

export const OrderUndo = z.strictObject({ entry: z.uuid() });

/** Tells hosts and cohosts about somebody. */
export const Report = z.strictObject({
  participant: ParticipantId,
  reason: z
    .string()
    .max(4 * REPORT_LENGTH, 'report-too-long')
    .transform(normalizeText)
    .refine((reason) => !isLonger(reason, REPORT_LENGTH), 'report-too-long'),
});
