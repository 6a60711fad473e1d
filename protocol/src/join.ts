import { z } from 'zod';
import { ChatPage } from './chat.js';
import { Rung } from './direct.js';
import { DisplayName, InvitationToken, PageId, ParticipantId, Passcode, RoomId, Ticket } from './ids.js';
import { Bitrate, MediaSession } from './media.js';
import { Participant, RoomSettings, Waiter } from './people.js';
import { PlanView } from './plans.js';
import { RtpCapabilities } from './rtp.js';

export const LobbyEnter = z.strictObject({
  room: RoomId,
  /** As in Join. Whoever brings one that is of use here is told who is inside a guarded room, too. */
  ticket: Ticket.optional(),
  invitation: InvitationToken.optional(),
});

/** What the lobby shows and prepares: who is inside, and what the media server can receive. */
export const LobbyView = z.object({
  room: RoomId,
  people: z.array(z.object({ name: z.string() })),
  /** How many are inside, where it is not told who: of a guarded room, which not everybody with its link may come into. */
  count: z.number().optional(),
  full: z.boolean(),
  /** Nobody new comes in now. */
  locked: z.boolean(),
  /** Who is new waits until a host lets them in. */
  waitingRoom: z.boolean(),
  /** Who is new has to know the passcode. */
  passcode: z.boolean(),
  /** What it is about, and when, where somebody made it with that. */
  title: z.string().nullable(),
  plan: PlanView.nullable(),
  rtpCapabilities: RtpCapabilities,
});
export type LobbyView = z.output<typeof LobbyView>;

export const Join = z.strictObject({
  room: RoomId,
  name: DisplayName,
  page: PageId,
  /** From an earlier join of this room: asks for the same seat. */
  ticket: Ticket.optional(),
  /** What brings somebody new in past waiting room and passcode. */
  invitation: InvitationToken.optional(),
  passcode: Passcode.optional(),
  /** What this browser can receive; without it the page takes part without sound and picture. */
  rtpCapabilities: RtpCapabilities.optional(),
  /** Whether this page can connect to another browser directly, and its person lets it. */
  direct: z.boolean().optional(),
  /** The most that this person wants to receive. */
  budget: Bitrate.optional(),
});

/** The one answer to Join: who you are, who is there, what was written, and the media, running. */
export const Joined = z.object({
  you: ParticipantId,
  ticket: z.string(),
  settings: RoomSettings,
  participants: z.array(Participant),
  /** Whom a host shows large to everybody. */
  spotlight: ParticipantId.nullable(),
  /** Who waits to be let in, where you may do so. */
  waiting: z.array(Waiter),
  chat: ChatPage,
  media: MediaSession.nullable(),
  /** What carries the room now. Whatever was direct with this page before is over. */
  rung: Rung,
});
export type Joined = z.output<typeof Joined>;

/** What the page says in the socket's handshake; a page of another version gets no further. */
export const Handshake = z.object({
  version: z.int(),
  page: PageId,
});
export type Handshake = z.output<typeof Handshake>;
