/** What the floor's page and server say to each other. */
import type {
  ConsumerOptions,
  DtlsParameters,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
  TransportOptions,
} from 'mediasoup-client/types';

/** A track that somebody else in the room sends. */
export interface Offered {
  producer: string;
  participant: string;
  kind: MediaKind;
}

export interface Joined {
  rtpCapabilities: RtpCapabilities;
  send: TransportOptions;
  receive: TransportOptions;
  producers: Offered[];
}

export type Consumed = Required<Pick<ConsumerOptions, 'id' | 'producerId' | 'kind' | 'rtpParameters'>>;

type Asking<Request, Reply> = (request: Request, answer: (reply: Reply) => void) => void;

export interface ClientToServer {
  join: Asking<{ room: string }, Joined>;
  open: Asking<{ transport: string; dtlsParameters: DtlsParameters }, null>;
  produce: Asking<{ kind: MediaKind; rtpParameters: RtpParameters }, string>;
  consume: Asking<{ producer: string; rtpCapabilities: RtpCapabilities }, Consumed>;
  resume: Asking<{ consumer: string }, null>;
}

export interface ServerToClient {
  offered: (offered: Offered) => void;
  /** A consumer whose track has ended. */
  ended: (consumer: string) => void;
}
