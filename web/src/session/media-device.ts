/** What this browser can do with the media server; loaded in the lobby, before anybody presses Join. */
import type { MediaSession, RtpCapabilities } from '@hangouts/protocol';
import type { LinkEvents, RoomLink } from './link.js';
import type { Signaling } from './signaling.js';

export interface MediaDevice {
  /** What this browser can receive. */
  readonly rtpCapabilities: RtpCapabilities;
  /** Opens a session that the server made; its tracks are on their way when this returns. */
  open(session: MediaSession, signaling: Signaling, events: LinkEvents): RoomLink;
}

/** Fetches the code for media (a chunk of its own), so that it comes down beside the socket's connecting. */
export function preloadMedia(): void {
  // Asked again, and its failure told, in `loadMediaDevice`.
  load().catch(() => undefined);
}

/**
 * The device for a media server with these capabilities, or null where this browser has no WebRTC that
 * serves: the page then takes part without sound and picture.
 */
export async function loadMediaDevice(router: RtpCapabilities): Promise<MediaDevice | null> {
  try {
    const { openDevice } = await load();
    return await openDevice(router);
  } catch {
    return null;
  }
}

function load() {
  return import('./media-server.js');
}
