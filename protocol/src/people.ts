import { z } from 'zod';
import { NewPasscode, ParticipantId } from './ids.js';
import { HISTORY_DAYS, INVITATION_LASTS } from './limits.js';

/** What a participant can publish. */
export const Source = z.enum(['microphone', 'camera', 'screen', 'screen-audio']);
export type Source = z.output<typeof Source>;

/** What a participant is in the room; what a role may do stands in `permissions.ts`. */
export const Role = z.enum(['host', 'cohost', 'speaker', 'audience']);
export type Role = z.output<typeof Role>;

/** What a host has taken from one participant; true means taken. */
export const Restrictions = z.strictObject({
  microphone: z.boolean(),
  camera: z.boolean(),
  screen: z.boolean(),
  chat: z.boolean(),
});
export type Restrictions = z.output<typeof Restrictions>;

/** A published track as the others see it. */
export const PublishedSource = z.object({ source: Source, paused: z.boolean() });
export type PublishedSource = z.output<typeof PublishedSource>;

/** A participant as everybody in the room sees them. */
export const Participant = z.object({
  id: ParticipantId,
  name: z.string(),
  role: Role,
  restrictions: Restrictions,
  /** `reconnecting`: the line is lost and the seat is kept. */
  connection: z.enum(['connected', 'reconnecting']),
  /** Milliseconds since the epoch. */
  joinedAt: z.number(),
  sources: z.array(PublishedSource),
  /** There while their hand is raised; who raised it first has the lowest. */
  hand: z.number().optional(),
  /** There while much of what they send or receive gets lost. */
  weak: z.boolean().optional(),
});
export type Participant = z.output<typeof Participant>;

/** What flies over the stage once. */
export const Reaction = z.enum(['👍', '❤️', '👏', '😂', '😮', '😢', '🎉', '🙏']);
export type Reaction = z.output<typeof Reaction>;

/** Why somebody is no longer in the room. */
export const LeaveReason = z.enum(['left', 'lost', 'removed', 'ended']);
export type LeaveReason = z.output<typeof LeaveReason>;

/** Whom a host shows large to everybody; null for nobody. */
export const Spotlight = z.strictObject({ participant: ParticipantId.nullable() });
export type Spotlight = z.output<typeof Spotlight>;

/** What speakers and audience may do on their own; hosts and cohosts may in any case. */
export const Allowances = z.strictObject({
  microphone: z.boolean(),
  camera: z.boolean(),
  screen: z.boolean(),
  chat: z.boolean(),
});
export type Allowances = z.output<typeof Allowances>;

/**
 * How long the chat is kept. `none`: who comes sees nothing that was written before, and it goes with the last one who
 * leaves. `meeting`: until the meeting is over. Else so many days after it was written, whatever becomes of the meeting.
 */
export const History = z.union([
  z.enum(['none', 'meeting']),
  z.strictObject({ days: z.int().min(1).max(HISTORY_DAYS) }),
]);
export type History = z.output<typeof History>;

/** What holds for the whole room. */
export const RoomSettings = z.strictObject({
  /** The most people at once, or null for as many as the server allows. */
  limit: z.int().min(1).max(10_000).nullable(),
  /** Nobody new comes in; whoever was inside may come back. */
  locked: z.boolean(),
  /** Who is new waits until a host lets them in. */
  waitingRoom: z.boolean(),
  /** Who is new has to know the passcode, which is nowhere to be read. */
  passcode: z.boolean(),
  allow: Allowances,
  history: History,
});
export type RoomSettings = z.output<typeof RoomSettings>;

/** Changes what is named, of what everybody may do too, and nothing else. A passcode of null takes it away. */
export const RoomSettingsChange = RoomSettings.partial().extend({
  allow: Allowances.partial().optional(),
  passcode: NewPasscode.nullable().optional(),
});

/** Somebody who waits to be let in. */
export const Waiter = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Milliseconds since the epoch. */
  since: z.number(),
  /** There where somebody was removed from this meeting who came from the same network. */
  suspect: z.literal(true).optional(),
});
export type Waiter = z.output<typeof Waiter>;

/** Lets somebody in who waits, or all (null); or does not. */
export const WaiterRef = z.strictObject({ waiter: z.uuid().nullable() });

/** A link by which somebody comes in past waiting room and passcode, as this. */
export const InvitationRequest = z.strictObject({
  role: Role.exclude(['host']),
  /** How long it lasts, in seconds. */
  lasts: z.int().min(60).max(INVITATION_LASTS),
});
export const Invitation = z.object({ invitation: z.string() });
