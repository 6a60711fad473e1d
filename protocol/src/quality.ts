import { z } from 'zod';
import { ParticipantId } from './ids.js';
import { Source } from './people.js';

/** mediasoup's measure of a stream: 10 is whole, 0 is nothing at all. */
const Score = z.int().min(0).max(10);
/** Part of the packets, 0 to 1. */
const Loss = z.number().min(0).max(1);

/** One transport of a page as the server measures it. */
export const LineQuality = z.object({
  protocol: z.enum(['udp', 'tcp']).nullable(),
  /** What the line can take towards the page, in bits per second; null where nothing is sent there. */
  estimate: z.number().nullable(),
  loss: Loss.nullable(),
});
export type LineQuality = z.output<typeof LineQuality>;

/** A track of the page's own, as it arrives. */
export const SentQuality = z.object({
  source: Source,
  paused: z.boolean(),
  /** Of the best layer that arrives; null while none does. */
  score: Score.nullable(),
});
export type SentQuality = z.output<typeof SentQuality>;

/** Why nothing comes: its sender has it off, or nobody looks here, or others are louder, or data is to be saved. */
export const PausedBy = z.enum(['sender', 'view', 'voices', 'budget']);
export type PausedBy = z.output<typeof PausedBy>;

/** Why a picture comes smaller than its sender could send it. */
export const HeldBy = z.enum(['tile', 'line', 'sender', 'budget']);
export type HeldBy = z.output<typeof HeldBy>;

/** A track of somebody else's, as it goes to the page. */
export const ReceivedQuality = z.object({
  participant: ParticipantId,
  source: Source,
  pausedBy: PausedBy.nullable(),
  /** Spatial layers: how many there are, the highest worth sending here, the highest sent. Null for sound. */
  layers: z.object({ all: z.int(), preferred: z.int(), current: z.int().nullable() }).nullable(),
  heldBy: HeldBy.nullable(),
  /** How it arrives at the page, and how it came from its sender; null while it does not. */
  score: Score.nullable(),
  senderScore: Score.nullable(),
});
export type ReceivedQuality = z.output<typeof ReceivedQuality>;

/** How one page's own media go, as the server sees it. */
export const MediaQuality = z.object({
  /** From the page, and to it; null before it is connected. */
  send: LineQuality.nullable(),
  receive: LineQuality.nullable(),
  /** To the page and back, in milliseconds; null where it is not measured. */
  roundTrip: z.number().nullable(),
  sent: z.array(SentQuality),
  received: z.array(ReceivedQuality),
});
export type MediaQuality = z.output<typeof MediaQuality>;
