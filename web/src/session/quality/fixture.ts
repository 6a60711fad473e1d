/** Samples for the tests, of a call in which nothing is wrong unless said. */
import { person } from '../fixture.js';
import type { Facts } from './finding.js';
import type { OtherSample, OwnSample, Sample } from './sample.js';

export const ANA = person(1, { name: 'Ana' });
export const BEN = person(2, {
  name: 'Ben',
  sources: [
    { source: 'microphone', paused: false },
    { source: 'camera', paused: false },
  ],
});

export function ownSample(change: Partial<OwnSample> = {}): OwnSample {
  return {
    source: 'camera',
    paused: false,
    muted: false,
    level: null,
    captured: 30,
    rate: 30,
    width: 1280,
    height: 720,
    capturedHeight: 720,
    bitrate: 1_500_000,
    layers: 3,
    active: 3,
    machine: 0,
    line: 0,
    ...change,
  };
}

export function microphone(change: Partial<OwnSample> = {}): OwnSample {
  const none = { captured: null, rate: 0, width: 0, height: 0, capturedHeight: 0, layers: 1, active: 1 };
  return ownSample({ source: 'microphone', level: 0.02, bitrate: 32_000, ...none, ...change });
}

export function otherSample(change: Partial<OtherSample> = {}): OtherSample {
  return {
    participant: BEN.id,
    source: 'camera',
    bitrate: 800_000,
    loss: 0,
    rate: 25,
    frozen: 0,
    width: 640,
    height: 360,
    ...change,
  };
}

export function sample(change: Partial<Sample> = {}): Sample {
  return {
    at: 0,
    path: { end: 'server', protocol: 'udp', relay: false },
    roundTrip: 40,
    jitter: 4,
    send: { bitrate: 1_500_000, loss: 0 },
    receive: { bitrate: 800_000, loss: 0 },
    available: 2_000_000,
    own: [microphone(), ownSample()],
    others: [otherSample()],
    ...change,
  };
}

/** Ana's call with Ben, the same for as many samples as are kept of it. */
export function facts(each: Partial<Sample> = {}, change: Partial<Facts> = {}): Facts {
  return {
    samples: Array.from({ length: 6 }, () => sample(each)),
    you: ANA.id,
    participants: [ANA, BEN],
    connection: 'connected',
    views: [],
    ...change,
  };
}
