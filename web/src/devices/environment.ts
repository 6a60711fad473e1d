/** The browser's devices as `createDevices` needs them; tests give their own. */
import type { CapturedStream, CaptureSource } from './capture.js';
import type { DeviceEntry } from './choices.js';
import type { DeviceProblem, InputKind } from './devices.js';
import { browserStorage } from '../session/memory.js';
import { createPreferences, type Preferences } from './preferences.js';

export interface DeviceEnvironment extends CaptureSource {
  /** Why there can be no devices at all, or null. */
  readonly obstacle: DeviceProblem | null;
  readonly speakersSupported: boolean;
  readonly screenSupported: boolean;
  readonly preferences: Preferences;
  enumerateDevices(): Promise<readonly DeviceEntry[]>;
  getDisplayMedia(options: DisplayMediaStreamOptions): Promise<CapturedStream>;
  /** Calls back when a device comes or goes; gives the way to stop. */
  watch(listener: () => void): () => void;
}

/** The environment of this page. */
export function browserEnvironment(): DeviceEnvironment {
  // The type says that it is always there; where the address is not secure it is not.
  const media: MediaDevices | undefined = navigator.mediaDevices;
  const missing = () => Promise.reject(new DOMException('no media devices', 'NotSupportedError'));
  return {
    obstacle: media === undefined ? (isSecureContext ? 'unsupported' : 'insecure') : null,
    speakersSupported: 'setSinkId' in HTMLMediaElement.prototype,
    screenSupported: media !== undefined && 'getDisplayMedia' in media,
    preferences: createPreferences(browserStorage()),
    getUserMedia: (constraints) => media?.getUserMedia(constraints) ?? missing(),
    getDisplayMedia: (options) => media?.getDisplayMedia(options) ?? missing(),
    enumerateDevices: async () => media?.enumerateDevices() ?? [],
    permission,
    denoise: async (track) => (await import('./denoise.js')).denoise(track),
    backdrop: async (track, choice) =>
      (await import('./background/createBackdrop.js')).createBackdrop(track, choice),
    watch(listener) {
      media?.addEventListener('devicechange', listener);
      return () => media?.removeEventListener('devicechange', listener);
    },
  };
}

async function permission(kind: InputKind): Promise<PermissionState | null> {
  try {
    return (await navigator.permissions.query({ name: kind })).state;
  } catch {
    // Firefox and Safari of some years do not know these names.
    return null;
  }
}
