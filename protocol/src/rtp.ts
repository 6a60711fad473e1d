/**
 * RTP as the page and the media server describe it to each other (the shapes of mediasoup and ORTC),
 * bounded so that nothing absurd reaches the media worker.
 */
import { z } from 'zod';

const PayloadType = z.int().min(0).max(127);
const Ssrc = z.int().min(0).max(0xffff_ffff);
const MediaKind = z.enum(['audio', 'video']);
const MimeType = z
  .string()
  .max(64)
  .regex(/^(audio|video)\/[\w.+-]+$/i)
  .transform((mime) => mime as `${'audio' | 'video'}/${string}`);

/** As many as any codec has, twice over; each is copied to everybody who receives the track. */
const MOST_PARAMETERS = 16;

/** Counted before anything is looked at: a record is otherwise read to its end before it is refused. */
const CodecParameters = z
  .custom<Record<string, string | number>>(
    (value) => typeof value === 'object' && value !== null && Object.keys(value).length <= MOST_PARAMETERS,
  )
  .pipe(z.record(z.string().max(32), z.union([z.string().max(64), z.number()])));

const RtcpFeedback = z.object({ type: z.string().max(32), parameter: z.string().max(32).optional() });

const HeaderExtensionUri = z.string().min(1).max(128);

const RtpCodecCapability = z.object({
  kind: MediaKind,
  mimeType: MimeType,
  preferredPayloadType: PayloadType.optional(),
  clockRate: z.int().min(1).max(1_000_000),
  channels: z.int().min(1).max(8).optional(),
  parameters: CodecParameters.optional(),
  rtcpFeedback: z.array(RtcpFeedback).max(16).optional(),
});

const RtpHeaderExtension = z.object({
  kind: MediaKind,
  uri: HeaderExtensionUri,
  preferredId: z.int().min(1).max(255),
  preferredEncrypt: z.boolean().optional(),
  direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
});

/** What one end can receive: codecs and header extensions. */
export const RtpCapabilities = z.object({
  codecs: z.array(RtpCodecCapability).max(32),
  headerExtensions: z.array(RtpHeaderExtension).max(32),
});
export type RtpCapabilities = z.output<typeof RtpCapabilities>;

const RtpCodecParameters = z.object({
  mimeType: MimeType,
  payloadType: PayloadType,
  clockRate: z.int().min(1).max(1_000_000),
  channels: z.int().min(1).max(8).optional(),
  parameters: CodecParameters.optional(),
  rtcpFeedback: z.array(RtcpFeedback).max(16).optional(),
});

const RtpEncoding = z.object({
  ssrc: Ssrc.optional(),
  rid: z
    .string()
    .regex(/^[\w-]{1,16}$/)
    .optional(),
  codecPayloadType: PayloadType.optional(),
  rtx: z.object({ ssrc: Ssrc }).optional(),
  dtx: z.boolean().optional(),
  scalabilityMode: z
    .string()
    .regex(/^[LS][1-3]T[1-3](_KEY(_SHIFT)?|h)?$/)
    .optional(),
  scaleResolutionDownBy: z.number().min(1).max(64).optional(),
  maxBitrate: z.int().min(1).max(100_000_000).optional(),
});

const RtpHeaderExtensionParameters = z.object({
  uri: HeaderExtensionUri,
  id: z.int().min(1).max(255),
  encrypt: z.boolean().optional(),
  parameters: CodecParameters.optional(),
});

/** How one track is sent: codecs in use, encodings (simulcast or SVC layers), RTCP. */
export const RtpParameters = z.object({
  mid: z.string().max(32).optional(),
  codecs: z.array(RtpCodecParameters).min(1).max(16),
  headerExtensions: z.array(RtpHeaderExtensionParameters).max(32).optional(),
  encodings: z.array(RtpEncoding).min(1).max(4).optional(),
  rtcp: z.object({ cname: z.string().max(256).optional(), reducedSize: z.boolean().optional() }).optional(),
  msid: z.string().max(256).optional(),
});
export type RtpParameters = z.output<typeof RtpParameters>;

const DtlsFingerprint = z.object({
  algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
  value: z.string().regex(/^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){19,63}$/),
});

/** One end of a DTLS connection (RFC 8122 fingerprints). */
export const DtlsParameters = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z.array(DtlsFingerprint).min(1).max(8),
});
export type DtlsParameters = z.output<typeof DtlsParameters>;

const IceCandidate = z.object({
  foundation: z.string(),
  priority: z.number(),
  ip: z.string(),
  address: z.string(),
  protocol: z.enum(['udp', 'tcp']),
  port: z.number(),
  type: z.enum(['host', 'srflx', 'prflx', 'relay']),
  tcpType: z.enum(['passive']).optional(),
});

/** What connectivity checks to this end are made with; new ones restart ICE (RFC 8445 section 9). */
export const IceParameters = z.object({
  usernameFragment: z.string(),
  password: z.string(),
  iceLite: z.boolean().optional(),
});
export type IceParameters = z.output<typeof IceParameters>;

/** What the page needs to open its end of a server's WebRTC transport. */
export const TransportParameters = z.object({
  id: z.string(),
  iceParameters: IceParameters,
  iceCandidates: z.array(IceCandidate),
  dtlsParameters: DtlsParameters,
});
export type TransportParameters = z.output<typeof TransportParameters>;
