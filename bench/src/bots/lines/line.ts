import type {
  ConsumerParameters,
  DtlsParameters,
  PictureSize,
  RtpCapabilities,
  RtpParameters,
  TransportParameters,
} from '@hangouts/protocol';

/** A track of somebody else, as a bot has to know it. */
export type Offered = Pick<ConsumerParameters, 'id' | 'producerId' | 'kind' | 'rtpParameters'>;

/** What the server tells a bot. */
export interface LineEvents {
  /** A consumer that stands, and waits for `start`. */
  consumer(offered: Offered): void;
  consumerClosed(id: string): void;
  /** How many layers of an own track somebody wants; 0 while nobody does. */
  wanted(producerId: string, layers: number): void;
}

/** A picture that a bot has in sight, by its consumer; how large, in physical pixels. */
export interface Seen {
  consumer: string;
  width: number;
  height: number;
}

/** Whom a bot joins. */
export interface Invitation {
  /** Without a slash at the end. */
  url: string;
  room: string;
  name: string;
  /** What it can receive, of what the router can send. */
  capabilities(router: RtpCapabilities): RtpCapabilities;
}

/** A bot's signaling with one server, once it is in the room. All reject as the server refuses. */
export interface Line {
  readonly routerCapabilities: RtpCapabilities;
  readonly send: TransportParameters;
  readonly receive: TransportParameters;
  connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void>;
  /** Gives the producer's id. `size` is what the camera captures, in pixels. */
  publish(source: 'camera' | 'microphone', rtpParameters: RtpParameters, size?: PictureSize): Promise<string>;
  /** Lets a consumer run that the events told of. */
  start(consumerId: string): Promise<void>;
  /** Says everything that is in sight now. The floor does not listen. */
  look(seen: readonly Seen[]): Promise<void>;
  leave(): void;
}

/** Joins a room. Events may come before it is done. */
export type OpenLine = (invitation: Invitation, events: LineEvents) => Promise<Line>;
