import { describe, expect, it } from 'vitest';
import { personId } from '../fixture.js';
import type { IncomingReading, OutgoingReading, Reading } from './reading.js';
import { summarise } from './summarise.js';

const BEN = personId(2);

function incoming(change: Partial<IncomingReading> = {}): IncomingReading {
  const size = { width: 640, height: 360 };
  const counted = { bytes: 0, packets: 0, lost: 0, frames: 0, frozen: 0 };
  return { key: 'in', participant: BEN, source: 'camera', jitter: 5, ...size, ...counted, ...change };
}

function outgoing(change: Partial<OutgoingReading> = {}): OutgoingReading {
  return {
    key: 'out',
    source: 'camera',
    bytes: 0,
    packets: 0,
    lost: 0,
    roundTrip: null,
    frames: 0,
    width: 1280,
    height: 720,
    layers: 3,
    active: 2,
    machineLimited: 0,
    lineLimited: 0,
    captured: 0,
    capturedWidth: 1280,
    capturedHeight: 720,
    sound: null,
    ...change,
  };
}

function reading(at: number, change: Partial<Reading> = {}): Reading {
  return { at, connections: [], incoming: [], outgoing: [], ...change };
}

const camera = { source: 'camera', paused: false, muted: false } as const;

describe('between two looks', () => {
  it('counts become rates', () => {
    const { receive, others, jitter } = summarise(
      reading(1_000, {
        incoming: [incoming({ bytes: 1_000, packets: 100, lost: 5, frames: 10, frozen: 1 })],
      }),
      reading(3_000, {
        incoming: [incoming({ bytes: 251_000, packets: 190, lost: 15, frames: 60, frozen: 1.5 })],
      }),
      [],
    );
    expect(receive).toEqual({ bitrate: 1_000_000, loss: 0.1 });
    expect(jitter).toBe(5);
    expect(others).toEqual([
      {
        participant: BEN,
        source: 'camera',
        bitrate: 1_000_000,
        loss: 0.1,
        rate: 25,
        frozen: 0.25,
        width: 640,
        height: 360,
      },
    ]);
  });

  it('packets that came late after all are no loss, and no gain', () => {
    const { receive } = summarise(
      reading(0, { incoming: [incoming({ packets: 10, lost: 8 })] }),
      reading(1_000, { incoming: [incoming({ packets: 20, lost: 3 })] }),
      [],
    );
    expect(receive.loss).toBe(0);
  });

  it('a counter that began anew counts from zero', () => {
    const { receive } = summarise(
      reading(0, { incoming: [incoming({ bytes: 9_000, packets: 90 })] }),
      reading(1_000, { incoming: [incoming({ bytes: 1_000, packets: 10 })] }),
      [],
    );
    expect(receive).toEqual({ bitrate: 8_000, loss: 0 });
  });

  it('where nothing went there is no loss to speak of', () => {
    const { send, receive, path, roundTrip, jitter } = summarise(reading(0), reading(2_000), []);
    expect([send.loss, receive.loss, path, roundTrip, jitter]).toEqual([null, null, null, null, null]);
  });

  it('of two ways for the same picture, and of two connections, the one counts that carries', () => {
    const udp = { end: 'server', protocol: 'udp', relay: false } as const;
    const direct = { ...udp, end: 'person' } as const;
    const connection = { path: udp, roundTrip: 40, bytes: 0, available: null };
    const { others, path, roundTrip } = summarise(
      reading(0),
      reading(1_000, {
        connections: [
          { ...connection, id: 'a', bytes: 100 },
          { ...connection, id: 'b', bytes: 9_000, path: direct, roundTrip: 10 },
        ],
        incoming: [incoming({ key: 'a', bytes: 0, width: 320 }), incoming({ key: 'b', bytes: 5_000 })],
      }),
      [],
    );
    expect(others.map(({ width }) => width)).toEqual([640]);
    expect([path, roundTrip]).toEqual([direct, 10]);
  });
});

describe('of the own tracks', () => {
  it('a camera is told with what holds it down', () => {
    const { own, send, roundTrip } = summarise(
      reading(0, { outgoing: [outgoing({ packets: 100, lost: 1, captured: 30, lineLimited: 2 })] }),
      reading(2_000, {
        outgoing: [
          outgoing({
            bytes: 50_000,
            packets: 200,
            lost: 6,
            frames: 50,
            captured: 90,
            lineLimited: 3.5,
            roundTrip: 80,
          }),
        ],
      }),
      [camera],
    );
    expect(send).toEqual({ bitrate: 200_000, loss: 0.05 });
    expect(roundTrip).toBe(80);
    expect(own).toEqual([
      {
        ...camera,
        level: null,
        captured: 30,
        rate: 25,
        width: 1280,
        height: 720,
        capturedHeight: 720,
        bitrate: 200_000,
        layers: 3,
        active: 2,
        machine: 0,
        line: 0.75,
      },
    ]);
  });

  it('a microphone is as loud as it was on the whole', () => {
    const sound = (energy: number, seconds: number) =>
      outgoing({ source: 'microphone', sound: { energy, seconds } });
    const { own } = summarise(
      reading(0, { outgoing: [sound(1, 10)] }),
      reading(2_000, { outgoing: [sound(1.02, 12)] }),
      [{ source: 'microphone', paused: false, muted: false }],
    );
    expect(own[0]?.level).toBeCloseTo(0.1);
  });

  it('what is not sent stands there empty', () => {
    const { own } = summarise(reading(0), reading(2_000), [{ ...camera, muted: true }]);
    expect(own[0]).toMatchObject({ muted: true, layers: 0, bitrate: 0, captured: null });
  });
});
