/** Opening microphone and camera: one question for both, and whatever can be had where the answer is no. */
import type { Backdrop } from './background/backdrop.js';
import type { BackgroundChoice } from './background/choice.js';
import type { DeviceProblem, InputKind } from './devices.js';
import { deviceProblem } from './problem.js';
import { soundConstraints, type SoundChoice } from './sound.js';

/** The part of a stream that matters here. */
export type CapturedStream = Pick<MediaStream, 'getAudioTracks' | 'getVideoTracks'>;

/** What is needed of the browser. */
export interface CaptureSource {
  getUserMedia(constraints: MediaStreamConstraints): Promise<CapturedStream>;
  /** The permission as it stands; null where this browser does not tell. */
  permission(kind: InputKind): Promise<PermissionState | null>;
  /** A microphone's voice without noise, as a track that stands for it; rejects where that cannot be. */
  denoise(track: MediaStreamTrack): Promise<MediaStreamTrack>;
  /** A camera's picture with something else behind the person; rejects where that cannot be. */
  backdrop(track: MediaStreamTrack, choice: Exclude<BackgroundChoice, 'none'>): Promise<Backdrop>;
}

/** Which kinds to open, each with the device wished for, or null for any. */
export interface CaptureWish {
  microphone?: { device: string | null; sound: SoundChoice };
  camera?: { device: string | null; background: BackgroundChoice };
}

/**
 * `plain` is a microphone whose noise the browser takes out, although more was wished for. `backdrop` is what made the
 * track of a camera whose background is changed.
 */
export type Captured =
  { track: MediaStreamTrack; plain?: true; backdrop?: Backdrop } | { problem: DeviceProblem };

/** What is asked of a camera. */
export const PICTURE: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

function withDevice(constraints: MediaTrackConstraints, device: string | null): MediaTrackConstraints {
  return device === null ? constraints : { ...constraints, deviceId: { exact: device } };
}

/**
 * Opens what is wished for. Never throws: each kind gives its track or its own problem. A device that is
 * gone is replaced by any other of its kind.
 */
export async function capture(
  source: CaptureSource,
  wish: CaptureWish,
): Promise<Partial<Record<InputKind, Captured>>> {
  const { microphone, camera } = await captureAll(source, wish);
  const [voice, picture] = await Promise.all([
    wish.microphone !== undefined && microphone !== undefined && 'track' in microphone
      ? treated(source, microphone.track, wish.microphone)
      : microphone,
    wish.camera !== undefined && camera !== undefined && 'track' in camera
      ? hidden(source, camera.track, wish.camera.background)
      : camera,
  ]);
  return {
    ...(voice !== undefined && { microphone: voice }),
    ...(picture !== undefined && { camera: picture }),
  };
}

async function captureAll(
  source: CaptureSource,
  { microphone, camera }: CaptureWish,
): Promise<Partial<Record<InputKind, Captured>>> {
  if (microphone === undefined || camera === undefined) {
    return {
      ...(microphone === undefined ? {} : { microphone: await captureMicrophone(source, microphone) }),
      ...(camera === undefined ? {} : { camera: await captureCamera(source, camera) }),
    };
  }
  try {
    const stream = await source.getUserMedia({
      audio: withDevice(soundConstraints(microphone.sound), microphone.device),
      video: withDevice(PICTURE, camera.device),
    });
    return { microphone: trackOf(stream, 'microphone'), camera: trackOf(stream, 'camera') };
  } catch (error) {
    const problem = deviceProblem(error);
    const again = problem === 'denied' ? await worthAsking(source) : { microphone: true, camera: true };
    return {
      microphone: again.microphone ? await captureMicrophone(source, microphone) : { problem },
      camera: again.camera ? await captureCamera(source, camera) : { problem },
    };
  }
}

function captureMicrophone(
  source: CaptureSource,
  { device, sound }: Required<CaptureWish>['microphone'],
): Promise<Captured> {
  return captureOne(source, 'microphone', soundConstraints(sound), device);
}

function captureCamera(
  source: CaptureSource,
  { device }: Pick<Required<CaptureWish>['camera'], 'device'>,
): Promise<Captured> {
  return captureOne(source, 'camera', PICTURE, device);
}

async function captureOne(
  source: CaptureSource,
  kind: InputKind,
  common: MediaTrackConstraints,
  device: string | null,
): Promise<Captured> {
  try {
    const constraints = withDevice(common, device);
    const stream = await source.getUserMedia(
      kind === 'microphone' ? { audio: constraints } : { video: constraints },
    );
    return trackOf(stream, kind);
  } catch (error) {
    const problem = deviceProblem(error);
    return device !== null && problem === 'missing' ? captureOne(source, kind, common, null) : { problem };
  }
}

/** What was asked for of the sound, beyond what the browser does to it. */
async function treated(
  source: CaptureSource,
  track: MediaStreamTrack,
  wish: Required<CaptureWish>['microphone'],
): Promise<Captured> {
  const { noise, original } = wish.sound;
  // The encoder takes its settings from it: stereo, and rests are sent too.
  if (original) track.contentHint = 'music';
  if (original || noise === 'standard') return { track };
  try {
    return { track: await source.denoise(track) };
  } catch {
    track.stop();
    const plain = await captureMicrophone(source, { ...wish, sound: { original, noise: 'standard' } });
    return 'track' in plain ? { ...plain, plain: true } : plain;
  }
}

/** A camera's track with this behind the person. Where that cannot be, the camera is closed: nothing is shown. */
export async function hidden(
  source: CaptureSource,
  track: MediaStreamTrack,
  background: BackgroundChoice,
): Promise<Captured> {
  if (background === 'none') return { track };
  try {
    const backdrop = await source.backdrop(track, background);
    return { track: backdrop.track, backdrop };
  } catch {
    track.stop();
    return { problem: 'background-failed' };
  }
}

/**
 * Which of the two to ask for alone after both together were refused: one whose refusal did not come from
 * the other. Whoever has just closed the question for both is not asked again.
 */
async function worthAsking(source: CaptureSource): Promise<Record<InputKind, boolean>> {
  const [microphone, camera] = await Promise.all([
    source.permission('microphone'),
    source.permission('camera'),
  ]);
  const worth = (own: PermissionState | null, other: PermissionState | null) =>
    own === null || own === 'granted' || (own === 'prompt' && other === 'denied');
  return { microphone: worth(microphone, camera), camera: worth(camera, microphone) };
}

function trackOf(stream: CapturedStream, kind: InputKind): Captured {
  const [track] = kind === 'microphone' ? stream.getAudioTracks() : stream.getVideoTracks();
  return track === undefined ? { problem: 'missing' } : { track };
}
