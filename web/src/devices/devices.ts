/** Cameras, microphones, speakers and screens as the pages see them. */
import type { Readable } from '../session/session.js';
import type { BackgroundChoice } from './background/choice.js';
import type { SoundChoice } from './sound.js';

/** Why a device gives nothing, each with its own words on the page. */
export type DeviceProblem =
  /** The address is not secure: the browser offers no devices at all. */
  | 'insecure'
  /** This browser has no such function. */
  | 'unsupported'
  /** The person or the browser's settings said no. */
  | 'denied'
  /** There is none. */
  | 'missing'
  /** Another program has it. */
  | 'busy'
  /** It was there and is gone (unplugged). */
  | 'ended'
  | 'failed'
  /** The background was to be hidden, and this machine is too slow for it, or it cannot be done: nothing is shown. */
  | 'background-slow'
  | 'background-failed';

export interface DeviceChoice {
  id: string;
  /** As the browser names it; empty where it does not. */
  label: string;
}

/** One of one's own two sources: on or off, its track, and what is wrong. */
export interface DeviceState {
  /** What the person wants. */
  wanted: boolean;
  /** Being opened. */
  opening: boolean;
  track: MediaStreamTrack | null;
  problem: DeviceProblem | null;
  choices: readonly DeviceChoice[];
  /** The chosen device, or null for the browser's default. */
  chosen: string | null;
}

export interface DevicesState {
  microphone: DeviceState;
  camera: DeviceState;
  /** How the microphone is treated. `failed`: strong suppression was chosen and did not run. */
  sound: SoundChoice & { failed: boolean };
  /**
   * What is put behind the person. `loading`: all of the picture is hidden as yet. `failed`: it could not be done, and
   * is not tried again before something is chosen anew; a camera that is switched on shows what is there.
   */
  background: { choice: BackgroundChoice; loading: boolean; failed: boolean };
  /** Loudspeakers, where the browser lets a page choose (`setSinkId`). */
  speakers: { choices: readonly DeviceChoice[]; chosen: string | null; supported: boolean };
  screenSupported: boolean;
}

export type InputKind = 'microphone' | 'camera';

export interface Devices {
  readonly state: Readable<DevicesState>;
  /**
   * Opens what is wanted (`lastWanted()` says what was on last time), asking once for both;
   * a device that is refused or missing never keeps the other from opening.
   */
  openBoth(wanted: { microphone: boolean; camera: boolean }): Promise<void>;
  /**
   * Turns a source on or off. Off releases the camera (its light goes out); the microphone keeps its track,
   * disabled, so that unmuting is instant.
   */
  setWanted(kind: InputKind, wanted: boolean): Promise<void>;
  /**
   * Has the microphone on for as long as somebody holds a key. It is no wish of theirs to have it on: it is not
   * remembered, and `close` does not count it. False, where nobody talks so, changes nothing.
   */
  talk(on: boolean): Promise<void>;
  choose(kind: InputKind | 'speakers', id: string | null): Promise<void>;
  /** Changes how the microphone is treated, at once. */
  setSound(change: Partial<SoundChoice>): Promise<void>;
  /** Puts something else behind the person, at once; nothing that is to be hidden is shown meanwhile. */
  setBackground(choice: BackgroundChoice): Promise<void>;
  /** Asks for a screen, window or tab, with its sound where the browser has it. Null where the person cancels. */
  captureScreen(): Promise<{ video: MediaStreamTrack; audio: MediaStreamTrack | null } | null>;
  /** Gives every device back, those being opened too, and says what was on; `openBoth` opens it again. */
  close(): Record<InputKind, boolean>;
  dispose(): void;
}
