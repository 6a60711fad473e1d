/** mediasoup-client's device. This file and what it alone imports are a chunk of their own. */
import { Device } from 'mediasoup-client';
import type { RtpCapabilities } from '@hangouts/protocol';
import { findAbilities } from './abilities.js';
import type { MediaDevice } from './media-device.js';
import { MediaLink } from './media-link.js';
import { areRouterCapabilities, areWireCapabilities } from './rtp-shapes.js';

/** Loads a device; throws where the browser is not one that mediasoup-client knows. */
export async function openDevice(router: RtpCapabilities): Promise<MediaDevice> {
  const device = new Device();
  if (!areRouterCapabilities(router)) throw new TypeError('a codec of the router has no payload type');
  const [abilities] = await Promise.all([findAbilities(), device.load({ routerRtpCapabilities: router })]);
  const rtpCapabilities = device.recvRtpCapabilities;
  if (!areWireCapabilities(rtpCapabilities)) throw new TypeError('the device has no capabilities');
  const failures = new Map<string, number>();
  return {
    rtpCapabilities,
    open: (session, signaling, events) =>
      new MediaLink({ device, abilities, session, failures, signaling, events }),
  };
}
