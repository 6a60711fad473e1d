/** The direct rung: two pages connect browser to browser, and the server only passes on what they tell each other. */
import { z } from 'zod';
import { ParticipantId } from './ids.js';
import { SIGNAL_SIZE } from './limits.js';
import { Source } from './people.js';

/** What carries a room's sound and pictures: the two browsers themselves, or the media server. */
export const Rung = z.enum(['direct', 'room']);
export type Rung = z.output<typeof Rung>;

/** One try to connect two pages directly, and the connection that comes of it; made up by the server. */
const Attempt = z.uuid();

// What browsers write is ASCII (RFC 8866, section 5), so that characters are bytes.
const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[\t\n\r\x20-\x7e]*$/);

/** The identification of a media section (RFC 5888). */
const Mid = line(64);

/** A session description, and which source each of its media sections carries. */
const Description = z
  .strictObject({
    type: z.enum(['offer', 'answer', 'pranswer', 'rollback']),
    sdp: line(SIGNAL_SIZE).optional(),
    sources: z.array(z.strictObject({ mid: Mid, source: Source })).max(16),
  })
  .refine(({ type, sdp = '' }) => type === 'rollback' || sdp !== '');

/** An ICE candidate as `RTCIceCandidate.toJSON` gives it; null once there are no more. */
const Candidate = z.strictObject({
  candidate: line(1_000),
  sdpMid: Mid.nullable(),
  sdpMLineIndex: z.int().min(0).max(65_535).nullable(),
  usernameFragment: line(256).nullable(),
});

/** What one page tells the other through the server, by perfect negotiation (WebRTC, section 10.7). */
export const DirectSignal = z.union([
  z.strictObject({ attempt: Attempt, description: Description }),
  z.strictObject({ attempt: Attempt, candidate: Candidate.nullable() }),
]);
export type DirectSignal = z.output<typeof DirectSignal>;

/** Whether the participant lets others connect to their browser, which shows its address. */
export const DirectAllow = z.strictObject({ allowed: z.boolean() });

/** Everything that the other one says is running has come by the direct path, and is shown. */
export const DirectReady = z.strictObject({ attempt: Attempt });

/**
 * Why a page gives an attempt up: ICE and DTLS not connected within 3 s of both descriptions; nothing for 3 s from a
 * source that runs; the path broke and one ICE restart did not mend it.
 */
export const DirectFailure = z.enum(['not-connected', 'silent', 'broken']);
export type DirectFailure = z.output<typeof DirectFailure>;
export const DirectFailed = z.strictObject({ attempt: Attempt, reason: DirectFailure });

/** A STUN or TURN server, as `RTCIceServer` takes it. */
export const IceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
});
export type IceServer = z.output<typeof IceServer>;

/** Begin to connect to the other one. The polite one gives way when both offer at once. */
export const DirectAttempt = z.object({
  attempt: Attempt,
  peer: ParticipantId,
  polite: z.boolean(),
  iceServers: z.array(IceServer),
});
export type DirectAttempt = z.output<typeof DirectAttempt>;

/** Why the room carries, or goes on carrying, in place of a direct connection. */
export const DirectEndReason = z.enum(['failed', 'more-people', 'left', 'not-allowed', 'restricted']);
export type DirectEndReason = z.output<typeof DirectEndReason>;
export const DirectEnd = z.object({ attempt: Attempt, reason: DirectEndReason });
export type DirectEnd = z.output<typeof DirectEnd>;
