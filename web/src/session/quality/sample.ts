/** How the call went between two looks at it. */
import type { ParticipantId, Source } from '@hangouts/protocol';
import type { Path } from './reading.js';

/** One of the own tracks, over a sample's time. */
export interface OwnSample {
  source: Source;
  /** Muted by oneself. */
  paused: boolean;
  /** Muted by the system or the device (mediacapture-streams, `MediaStreamTrack.muted`). */
  muted: boolean;
  /** How loud the microphone was, 0 to 1 (root mean square), null where the browser does not say. */
  level: number | null;
  /** Frames a second that the camera gave, null where the browser does not say. */
  captured: number | null;
  /** Frames a second that were sent. */
  rate: number;
  /** What is sent and what is captured, in pixels; zero where there is no picture. */
  width: number;
  height: number;
  capturedHeight: number;
  /** Bits per second. */
  bitrate: number;
  layers: number;
  /** Layers that are switched on: the rest nobody looks at. */
  active: number;
  /** What part of the time the machine, or the line, held the picture down, 0 to 1. */
  machine: number;
  line: number;
}

/** One of the others' tracks, over a sample's time. */
export interface OtherSample {
  participant: ParticipantId;
  source: Source;
  /** Bits per second. */
  bitrate: number;
  /** Part of the packets that did not come, 0 to 1; null where none was sent. */
  loss: number | null;
  /** Frames a second. */
  rate: number;
  /** What part of the time the picture stood still, 0 to 1. */
  frozen: number;
  width: number;
  height: number;
}

/** One way of the line. */
export interface Flow {
  /** Bits per second. */
  bitrate: number;
  /** Part of the packets that were lost, 0 to 1; null where none was sent. */
  loss: number | null;
}

export interface Sample {
  /** Milliseconds on the page's own clock. */
  at: number;
  /** The way that most of the media took; null while there is none. */
  path: Path | null;
  /** Milliseconds. */
  roundTrip: number | null;
  /** Milliseconds; the worst of what is received. */
  jitter: number | null;
  send: Flow;
  receive: Flow;
  /** What the browser believes it can send, in bits per second. */
  available: number | null;
  own: OwnSample[];
  others: OtherSample[];
}

/** What the page knows of an own track without any statistics. */
export interface OwnTrack {
  source: Source;
  paused: boolean;
  muted: boolean;
}
