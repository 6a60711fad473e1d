/** Hangouts that somebody makes before anybody is in them: with settings, for a time, or for good. */
import { z } from 'zod';
import { NewPasscode, RoomId, RoomTitle } from './ids.js';
import { PLAN_AHEAD, PLAN_DURATION } from './limits.js';
import { RoomSettings } from './people.js';

/** `once`: for now; `planned`: for a time, and some days after it; `personal`: for good. */
export const RoomKind = z.enum(['once', 'planned', 'personal']);
export type RoomKind = z.output<typeof RoomKind>;

const isNear = (at: number): boolean => {
  const ahead = at - Date.now();
  return ahead >= PLAN_AHEAD.least && ahead <= PLAN_AHEAD.most;
};

/** When a hangout is, as whoever plans it says. What began yesterday is near enough; other years are not. */
export const Plan = z.strictObject({
  startsAt: z.int('plan-time').refine(isNear, 'plan-time').describe('Milliseconds since the epoch.'),
  duration: z
    .int('plan-duration')
    .min(PLAN_DURATION.least, 'plan-duration')
    .max(PLAN_DURATION.most, 'plan-duration')
    .describe('Minutes.'),
});

/** When a hangout is, as everybody sees it. */
export const PlanView = z.object({
  /** Milliseconds since the epoch. */
  startsAt: z.number(),
  /** Minutes. */
  duration: z.number(),
});
export type PlanView = z.output<typeof PlanView>;

/** What holds in it from the first; what is not named is as in every hangout. */
export const NewRoomSettings = RoomSettings.partial().extend({ passcode: NewPasscode.optional() });

/** Makes a hangout that is whose makes it. A planned one has a title and a plan, the others no plan. */
export const NewRoom = z
  .strictObject({
    kind: RoomKind,
    room: RoomId.optional().describe('A name of one’s own choice for the link; made up where left out.'),
    title: RoomTitle.optional(),
    plan: Plan.optional(),
    settings: NewRoomSettings.optional(),
  })
  .superRefine(({ kind, title, plan }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message });
    if (kind !== 'planned') {
      if (plan !== undefined) refuse('invalid');
    } else {
      if (title === undefined) refuse('title-empty');
      if (plan === undefined) refuse('plan-time');
    }
  });
export type NewRoom = z.output<typeof NewRoom>;
/** What is written to make one, before it is normalised. */
export type NewRoomInput = z.input<typeof NewRoom>;

/** What its owner changes of a hangout. A plan moves one that is planned. */
export const RoomChange = z.strictObject({ title: RoomTitle.optional(), plan: Plan.optional() });
export type RoomChange = z.output<typeof RoomChange>;
export type RoomChangeInput = z.input<typeof RoomChange>;

/** A hangout as its owner sees it. */
export const OwnRoom = z.object({
  room: z.string(),
  kind: RoomKind,
  title: z.string().nullable(),
  plan: PlanView.nullable(),
});
export type OwnRoom = z.output<typeof OwnRoom>;

/** A hangout that was made, with its owner's key: an invitation as host, that is theirs alone. */
export const MadeRoom = OwnRoom.extend({ key: z.string() });
export type MadeRoom = z.output<typeof MadeRoom>;
