import type { Participant, Role, Source } from '@hangouts/protocol';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Devices, DevicesState, InputKind } from '../devices/devices.js';
import { changeable } from '../session/readable.js';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { followDevices } from './followDevices.js';

interface FakeTrack {
  name: string;
  readyState: 'live' | 'ended';
  stop(): void;
}

function track(name: string) {
  const made: FakeTrack = {
    name,
    readyState: 'live',
    stop() {
      made.readyState = 'ended';
    },
  };
  return made as unknown as MediaStreamTrack & FakeTrack;
}

const CLOSED = { wanted: false, opening: false, track: null, problem: null, choices: [], chosen: null };
const FREE = { microphone: false, camera: false, screen: false, chat: false };

function setUp() {
  const calls: string[] = [];
  const state = changeable({
    phase: 'lobby',
    you: null,
    settings: null,
    participants: [],
  } as unknown as RoomState);
  const devices = changeable<DevicesState>({
    microphone: CLOSED,
    camera: CLOSED,
    background: { choice: 'none' as const, loading: false, failed: false },
    sound: { noise: 'standard', original: false, failed: false },
    speakers: { choices: [], chosen: null, supported: false },
    screenSupported: false,
  });
  const change = (kind: InputKind, to: Partial<DevicesState[InputKind]>) => {
    devices.set({ ...devices.get(), [kind]: { ...devices.get()[kind], ...to } });
  };
  let ended: (source: Source) => void = () => undefined;
  const session = {
    state,
    watchEnded(listener: typeof ended) {
      ended = listener;
      return () => undefined;
    },
    async setTrack(source: string, given: FakeTrack | null) {
      calls.push(`${source} ${given?.name ?? 'none'}`);
    },
    async setPaused(source: string, paused: boolean) {
      calls.push(`${source} ${paused ? 'muted' : 'unmuted'}`);
    },
  } as unknown as Session;
  const fakes = {
    state: devices,
    async setWanted(kind: InputKind, wanted: boolean) {
      change(kind, kind === 'camera' && !wanted ? { wanted, track: null } : { wanted });
    },
    close() {
      const { microphone, camera } = devices.get();
      for (const kind of ['microphone', 'camera'] as const) change(kind, { wanted: false, track: null });
      return { microphone: microphone.wanted, camera: camera.wanted };
    },
    async openBoth({ microphone, camera }: Record<InputKind, boolean>) {
      calls.push(`opened again: microphone ${microphone}, camera ${camera}`);
    },
  } as unknown as Devices;
  const follower = followDevices(session, fakes, (error) => calls.push(`error ${String(error)}`));
  const enter = (restrictions = FREE, role: Role = 'speaker') => {
    const self = { id: 'me', role, restrictions } as unknown as Participant;
    state.set({ ...state.get(), phase: 'in-call', you: self.id, participants: [self] });
  };
  const took = () => calls.splice(0);
  return { state, devices, change, follower, enter, took, end: (source: Source) => ended(source) };
}

let world: ReturnType<typeof setUp>;
beforeEach(() => {
  world = setUp();
});

describe('in the call', () => {
  test('nothing is sent before, and what was joined with is not sent twice', () => {
    const { change, follower, enter, took } = world;
    change('microphone', { wanted: true, track: track('voice') });
    change('camera', { wanted: true, track: track('face') });
    expect(follower.tracks().map(({ source }) => source)).toEqual(['microphone', 'camera']);
    enter();
    expect(took()).toEqual([]);
  });

  test('a device that comes later is published', () => {
    const { change, enter, took } = world;
    enter();
    change('camera', { wanted: true, opening: true });
    expect(took()).toEqual([]);
    change('camera', { opening: false, track: track('face') });
    expect(took()).toEqual(['camera face']);
  });

  test('muting keeps the microphone published; the camera is taken away', () => {
    const { change, follower, enter, took } = world;
    change('microphone', { wanted: true, track: track('voice') });
    change('camera', { wanted: true, track: track('face') });
    follower.tracks();
    enter();
    change('microphone', { wanted: false });
    change('camera', { wanted: false, track: null });
    change('microphone', { wanted: true });
    expect(took()).toEqual(['microphone muted', 'camera none', 'microphone unmuted']);
  });

  test('a microphone that was never on is not published', () => {
    const { change, enter, took } = world;
    change('microphone', { wanted: false, track: track('voice') });
    enter();
    expect(took()).toEqual([]);
    change('microphone', { wanted: true });
    expect(took()).toEqual(['microphone voice', 'microphone unmuted']);
  });

  test('another device takes the place of the one before', () => {
    const { change, enter, took } = world;
    enter();
    change('camera', { wanted: true, track: track('face') });
    change('camera', { opening: true });
    change('camera', { opening: false, track: track('other face') });
    expect(took()).toEqual(['camera face', 'camera other face']);
  });
});

test('what the host takes away is switched off, and given back it waits for a click', () => {
  const { change, enter, took } = world;
  enter();
  change('microphone', { wanted: true, track: track('voice') });
  took();
  enter({ ...FREE, microphone: true });
  enter();
  expect(took()).toEqual([]);
  change('microphone', { wanted: true });
  expect(took()).toEqual(['microphone voice', 'microphone unmuted']);
});

test('who is moved to the audience is switched off, and let on the stage again it waits for a click', () => {
  const { devices, change, enter, took } = world;
  enter();
  change('camera', { wanted: true, track: track('face') });
  took();
  enter(FREE, 'audience');
  expect(devices.get().camera.wanted).toBe(false);
  enter(FREE, 'speaker');
  expect(took()).toEqual([]);
  change('camera', { wanted: true, track: track('face again') });
  expect(took()).toEqual(['camera face again']);
});

test('what a host has ended is switched off, and published anew with the next click', () => {
  const { devices, change, enter, took, end } = world;
  enter();
  change('microphone', { wanted: true, track: track('voice') });
  took();
  end('microphone');
  expect(devices.get().microphone.wanted).toBe(false);
  expect(took()).toEqual([]);
  change('microphone', { wanted: true });
  expect(took()).toEqual(['microphone voice', 'microphone unmuted']);
});

test('after the call the devices are closed, and opened again as they were', async () => {
  const { state, devices, change, enter, follower, took } = world;
  enter();
  change('microphone', { wanted: false, track: track('voice') });
  change('camera', { wanted: true, opening: true });
  state.set({ ...state.get(), phase: 'ended' });
  expect(devices.get()).toMatchObject({ microphone: { track: null }, camera: { wanted: false } });
  took();
  await follower.reopen();
  expect(took()).toEqual(['opened again: microphone false, camera true']);
});
