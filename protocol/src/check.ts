/** The lobby's connection check: a page sends messages over a data channel, and the media server sends them back. */
import { z } from 'zod';
import { IceServer } from './direct.js';
import { MediaId } from './ids.js';
import { DtlsParameters, TransportParameters } from './rtp.js';

/** A transport that sends back what comes over data channel 0, which both ends open by agreement (RFC 8832). */
export const EchoTransport = z.object({
  ...TransportParameters.shape,
  /** RFC 8841. */
  sctpPort: z.int(),
  /** Bytes. */
  maxMessageSize: z.int(),
});
export type EchoTransport = z.output<typeof EchoTransport>;

export const CheckSession = z.object({
  /** One to be reached by UDP, one by TCP; each takes either. */
  udp: EchoTransport,
  tcp: EchoTransport,
  /** The operator's STUN and TURN servers. */
  iceServers: z.array(IceServer),
});
export type CheckSession = z.output<typeof CheckSession>;

export const CheckConnect = z.strictObject({ transport: MediaId, dtlsParameters: DtlsParameters });
