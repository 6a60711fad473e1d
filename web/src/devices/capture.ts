/** Opening microphone and camera: one question for both, and whatever can be had where the answer is no. */
import type { DeviceProblem, InputKind } from './devices.js';
import { deviceProblem } from './problem.js';

/** The part of a stream that matters here. */
export type CapturedStream = Pick<MediaStream, 'getAudioTracks' | 'getVideoTracks'>;

/** What is needed of the browser. */
export interface CaptureSource {
  getUserMedia(constraints: MediaStreamConstraints): Promise<CapturedStream>;
  /** The permission as it stands; null where this browser does not tell. */
  permission(kind: InputKind): Promise<PermissionState | null>;
}

/** Which kinds to open, each with the device wished for, or null for any. */
export type CaptureWish = Partial<Record<InputKind, { device: string | null }>>;

export type Captured = { track: MediaStreamTrack } | { problem: DeviceProblem };

const SOUND: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};
const PICTURE: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

/** The constraints of one kind. */
export function constraintsOf(kind: InputKind, device: string | null): MediaTrackConstraints {
  const common = kind === 'microphone' ? SOUND : PICTURE;
  return device === null ? common : { ...common, deviceId: { exact: device } };
}

/**
 * Opens what is wished for. Never throws: each kind gives its track or its own problem. A device that is
 * gone is replaced by any other of its kind.
 */
export async function capture(
  source: CaptureSource,
  wish: CaptureWish,
): Promise<Partial<Record<InputKind, Captured>>> {
  const { microphone, camera } = wish;
  if (microphone === undefined || camera === undefined) {
    return {
      ...(microphone === undefined
        ? {}
        : { microphone: await captureOne(source, 'microphone', microphone.device) }),
      ...(camera === undefined ? {} : { camera: await captureOne(source, 'camera', camera.device) }),
    };
  }
  try {
    const stream = await source.getUserMedia({
      audio: constraintsOf('microphone', microphone.device),
      video: constraintsOf('camera', camera.device),
    });
    return { microphone: trackOf(stream, 'microphone'), camera: trackOf(stream, 'camera') };
  } catch (error) {
    const problem = deviceProblem(error);
    const again = problem === 'denied' ? await worthAsking(source) : { microphone: true, camera: true };
    return {
      microphone: again.microphone ? await captureOne(source, 'microphone', microphone.device) : { problem },
      camera: again.camera ? await captureOne(source, 'camera', camera.device) : { problem },
    };
  }
}

async function captureOne(source: CaptureSource, kind: InputKind, device: string | null): Promise<Captured> {
  try {
    const constraints = constraintsOf(kind, device);
    const stream = await source.getUserMedia(
      kind === 'microphone' ? { audio: constraints } : { video: constraints },
    );
    return trackOf(stream, kind);
  } catch (error) {
    const problem = deviceProblem(error);
    return device !== null && problem === 'missing' ? captureOne(source, kind, null) : { problem };
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
