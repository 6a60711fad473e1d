import { z } from 'zod';
import { ParticipantId } from './ids.js';
import { REPORT_LENGTH } from './limits.js';
import { Allowances, History, Role, RoomSettings, Source } from './people.js';
import { isLonger, normalizeText } from './text.js';

/** What hosts did to keep order, and what was brought before them. */
export const OrderAct = z.enum([
  'removed',
  'let-back',
  'role',
  'handed-over',
  'restricted',
  'ended-source',
  'muted-all',
  'settings',
  'admitted',
  'denied',
  'invited',
  'message-deleted',
  'reported',
]);
export type OrderAct = z.output<typeof OrderAct>;

/** What may be taken from one, or not allowed to everybody. */
export const Power = Allowances.keyof();
export type Power = z.output<typeof Power>;

/** The one thing that a line changed, and what it is now. Of a passcode: whether there is one. Of a power: whether they may. */
export const OrderChange = z.discriminatedUnion('of', [
  z.object({ of: z.literal('limit'), to: RoomSettings.shape.limit }),
  z.object({ of: z.enum(['locked', 'waitingRoom', 'passcode']), to: z.boolean() }),
  z.object({ of: z.literal('history'), to: History }),
  z.object({ of: Power, to: z.boolean() }),
]);
export type OrderChange = z.output<typeof OrderChange>;

/** A line of the log that hosts and cohosts read. */
export const OrderEntry = z.object({
  id: z.uuid(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  act: OrderAct,
  /** The name of who did it. */
  by: z.string(),
  /** The name of whom it was done to; null where it was the whole room, or several. */
  whom: z.string().nullable(),
  /** With `role`: the role that was given; with `invited`: the one that is offered. */
  role: Role.nullable(),
  /** With `settings` and `restricted`: what was changed; null in lines of an earlier version, which did not say. */
  change: OrderChange.nullable(),
  /** With `admitted` and `denied`: how many, where it was everybody who waited. */
  count: z.number().nullable(),
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
