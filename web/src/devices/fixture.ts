/** Devices for tests: what is plugged in, what is permitted, and what was asked. */
import { FakeTrack } from '../session/fixture.js';
import { changeable } from '../session/readable.js';
import type { Backdrop, BackdropState } from './background/backdrop.js';
import type { BackgroundChoice } from './background/choice.js';
import type { DeviceEntry } from './choices.js';
import type { InputKind } from './devices.js';
import type { DeviceEnvironment } from './environment.js';
import { createPreferences } from './preferences.js';

const KINDS = { audio: 'audioinput', video: 'videoinput' } as const;

/** A background that is as far as a test says. */
export class FakeBackdrop implements Backdrop {
  readonly track = new FakeTrack('video');
  readonly state = changeable<BackdropState>('loading');
  readonly choices: BackgroundChoice[];

  constructor(
    private readonly raw: MediaStreamTrack,
    choice: BackgroundChoice,
  ) {
    this.choices = [choice];
    const stop = this.track.stop.bind(this.track);
    this.track.stop = () => {
      stop();
      raw.stop();
    };
  }

  change(choice: BackgroundChoice): void {
    this.choices.push(choice);
  }

  bare(): MediaStreamTrack {
    return this.raw.clone();
  }
}

export class FakeDevices implements DeviceEnvironment {
  obstacle: DeviceEnvironment['obstacle'] = null;
  readonly speakersSupported = true;
  readonly screenSupported = true;
  readonly preferences = createPreferences(null);
  plugged: DeviceEntry[] = [
    { kind: 'audioinput', deviceId: 'desk', label: 'Desk' },
    { kind: 'videoinput', deviceId: 'top', label: 'Top' },
    { kind: 'audiooutput', deviceId: 'box', label: 'Box' },
  ];
  /** The name of the error that opening a kind throws. */
  readonly errors: Partial<Record<'audio' | 'video', string>> = {};
  readonly permissions: Partial<Record<InputKind, PermissionState>> = {};
  /** Opening a camera while another is open fails, as on telephones. */
  oneAtATime = false;
  /** What was asked for, in words. */
  readonly asked: string[] = [];
  readonly tracks: FakeTrack[] = [];
  /** What was asked of each microphone. */
  readonly sounds: MediaTrackConstraints[] = [];
  /** Lets an opening wait. */
  gate: Promise<void> = Promise.resolve();
  #changed: () => void = () => undefined;

  async getUserMedia(constraints: MediaStreamConstraints) {
    const kinds = (['audio', 'video'] as const).filter((kind) => constraints[kind] !== undefined);
    const wishes = kinds.map((kind) => deviceOf(constraints[kind]));
    this.asked.push(kinds.map((kind, index) => `${kind}:${wishes[index] ?? 'any'}`).join(' '));
    if (typeof constraints.audio === 'object') this.sounds.push(constraints.audio);
    await this.gate;
    for (const [index, kind] of kinds.entries()) {
      const error = this.errors[kind];
      if (error !== undefined) throw new DOMException('', error);
      if (this.oneAtATime && this.#hasOpen(kind)) throw new DOMException('', 'NotReadableError');
      const here = this.plugged.filter((device) => device.kind === KINDS[kind]);
      if (here.length === 0) throw new DOMException('', 'NotFoundError');
      const wish = wishes[index];
      if (wish !== undefined && !here.some(({ deviceId }) => deviceId === wish)) {
        throw new DOMException('', 'OverconstrainedError');
      }
    }
    const opened = kinds.map((kind) => new FakeTrack(kind));
    this.tracks.push(...opened);
    return streamOf(opened);
  }

  getDisplayMedia() {
    return this.getUserMedia({ video: true, audio: true });
  }

  enumerateDevices = () => Promise.resolve(this.plugged);
  /** A track that stands for the one it is made of; fails where `denoises` says so. */
  denoises = true;
  denoise = async (raw: MediaStreamTrack) => {
    if (!this.denoises) throw new DOMException('', 'NotSupportedError');
    const track = new FakeTrack('audio');
    const stop = track.stop.bind(track);
    track.stop = () => {
      stop();
      raw.stop();
    };
    this.denoised.push(track);
    return track;
  };
  readonly denoised: FakeTrack[] = [];
  /** Whether the background can be changed; where it can, each that was made. */
  changesBackgrounds = true;
  readonly backdrops: FakeBackdrop[] = [];
  /** Lets the making of one wait. */
  backdropGate: Promise<void> = Promise.resolve();
  backdrop = async (raw: MediaStreamTrack, choice: BackgroundChoice) => {
    await this.backdropGate;
    if (!this.changesBackgrounds) throw new DOMException('', 'NotSupportedError');
    const made = new FakeBackdrop(raw, choice);
    this.backdrops.push(made);
    return made;
  };
  permission = (kind: InputKind) => Promise.resolve(this.permissions[kind] ?? null);

  #hasOpen(kind: 'audio' | 'video'): boolean {
    return this.tracks.some((track) => track.kind === kind && track.readyState === 'live');
  }

  watch(listener: () => void): () => void {
    this.#changed = listener;
    return () => (this.#changed = () => undefined);
  }

  plug(...devices: DeviceEntry[]): void {
    this.plugged = devices;
    this.#changed();
  }
}

function streamOf(tracks: MediaStreamTrack[]) {
  return {
    getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
    getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'),
  };
}

function deviceOf(constraints: boolean | MediaTrackConstraints | undefined): string | undefined {
  if (typeof constraints !== 'object') return undefined;
  const { deviceId } = constraints;
  return typeof deviceId === 'object' && !Array.isArray(deviceId) && typeof deviceId.exact === 'string'
    ? deviceId.exact
    : undefined;
}
