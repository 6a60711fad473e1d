import { describe, expect, it } from 'vitest';
import { rest } from '../session/fixture.js';
import { createDevices } from './create.js';
import { FakeDevices } from './fixture.js';

const CAMERA = { microphone: false, camera: true };

function open(prepare: (fake: FakeDevices) => void = () => undefined) {
  const fake = new FakeDevices();
  prepare(fake);
  const devices = createDevices(fake);
  const camera = () => devices.state.get().camera;
  const background = () => devices.state.get().background;
  return { fake, devices, camera, background };
}

async function openHidden() {
  const all = open((fake) => fake.preferences.setBackground('blur'));
  await all.devices.openBoth(CAMERA);
  const [backdrop] = all.fake.backdrops;
  if (backdrop === undefined) throw new Error('no background was made');
  backdrop.state.set('ready');
  return { ...all, backdrop };
}

describe('a background that was chosen before', () => {
  it('is there when the camera opens, and says that it is being loaded', async () => {
    const { fake, devices, camera, background } = open((made) => made.preferences.setBackground('sea'));
    await devices.openBoth(CAMERA);
    const [backdrop] = fake.backdrops;
    expect(new Set(backdrop?.choices)).toEqual(new Set(['sea']));
    expect(camera().track).toBe(backdrop?.track);
    expect(background()).toEqual({ choice: 'sea', loading: true, failed: false });
    backdrop?.state.set('ready');
    expect(background().loading).toBe(false);
  });

  it('gives the camera back with its track', async () => {
    const { fake, devices } = await openHidden();
    await devices.setWanted('camera', false);
    expect(fake.tracks.map(({ readyState }) => readyState)).toEqual(['ended']);
  });

  it('is made anew for another camera', async () => {
    const { fake, devices, camera } = await openHidden();
    await devices.choose('camera', 'top');
    expect(fake.backdrops).toHaveLength(2);
    expect(camera().track).toBe(fake.backdrops[1]?.track);
    expect(fake.tracks[0]?.readyState).toBe('ended');
  });

  it('shows nothing where it cannot be made', async () => {
    const { fake, devices, camera, background } = open((made) => {
      made.preferences.setBackground('blur');
      made.changesBackgrounds = false;
    });
    await devices.openBoth(CAMERA);
    expect(camera()).toMatchObject({
      wanted: false,
      track: null,
      problem: 'background-failed',
      opening: false,
    });
    expect(fake.tracks[0]?.readyState).toBe('ended');
    expect(background()).toEqual({ choice: 'blur', loading: false, failed: true });
  });
});

describe('a background chosen while the camera runs', () => {
  it('takes the place of its picture, which shows nothing until then', async () => {
    const { fake, devices, camera } = open();
    await devices.openBoth(CAMERA);
    const before = camera().track;
    let go: () => void = () => undefined;
    fake.backdropGate = new Promise((resolve) => (go = resolve));
    const chosen = devices.setBackground('blur');
    expect(camera().track).toBe(before);
    expect(before?.enabled).toBe(false);
    go();
    await chosen;
    expect(camera().track).toBe(fake.backdrops[0]?.track);
    expect(before?.readyState).toBe('ended');
    expect(fake.asked).toEqual(['video:any']);
  });

  it('is changed without another track', async () => {
    const { devices, camera, backdrop } = await openHidden();
    await devices.setBackground('dawn');
    expect(backdrop.choices.at(-1)).toBe('dawn');
    expect(camera().track).toBe(backdrop.track);
  });

  it('is taken away without opening the camera again', async () => {
    const { fake, devices, camera, backdrop } = await openHidden();
    await devices.setBackground('none');
    expect(camera().track).not.toBe(backdrop.track);
    expect(camera().track?.readyState).toBe('live');
    expect(backdrop.track.readyState).toBe('ended');
    expect(fake.asked).toEqual(['video:any']);
    await devices.setBackground('blur');
    expect(fake.backdrops).toHaveLength(2);
  });

  it('counts as it was chosen last', async () => {
    const { fake, devices, camera } = open();
    await devices.openBoth(CAMERA);
    const both = [devices.setBackground('blur'), devices.setBackground('none')];
    await Promise.all(both);
    await rest();
    expect(camera().track?.readyState).toBe('live');
    expect(camera().track?.enabled).toBe(true);
    expect(fake.backdrops.map(({ track }) => track.readyState)).toEqual(['ended']);
  });

  it('hides what is being opened', async () => {
    let go: () => void = () => undefined;
    const { fake, devices, camera } = open((made) => (made.gate = new Promise((resolve) => (go = resolve))));
    const shown: (MediaStreamTrack | null)[] = [];
    devices.state.subscribe(() => shown.push(camera().track));
    const opening = devices.openBoth(CAMERA);
    await devices.setBackground('blur');
    go();
    await opening;
    await rest();
    expect(new Set(shown)).toEqual(new Set([null, fake.backdrops[0]?.track]));
  });

  it('is not made for a camera that was switched off meanwhile', async () => {
    const { fake, devices, camera } = open();
    await devices.openBoth(CAMERA);
    let go: () => void = () => undefined;
    fake.backdropGate = new Promise((resolve) => (go = resolve));
    const chosen = devices.setBackground('blur');
    await devices.setWanted('camera', false);
    go();
    await chosen;
    expect(camera()).toMatchObject({ wanted: false, track: null });
    expect(fake.backdrops.map(({ track }) => track.readyState)).toEqual(['ended']);
  });
});

describe.each([
  ['slow', 'background-slow'],
  ['failed', 'background-failed'],
] as const)('a background that is %s', (state, problem) => {
  it('closes the camera, and says why', async () => {
    const { fake, camera, background, backdrop } = await openHidden();
    backdrop.state.set(state);
    expect(camera()).toMatchObject({ wanted: false, track: null, problem });
    expect(background()).toEqual({ choice: 'blur', loading: false, failed: true });
    expect(fake.tracks[0]?.readyState).toBe('ended');
    // The next visit begins hidden again.
    expect(fake.preferences.background()).toBe('blur');
  });

  it('is left out when the camera is switched on by hand', async () => {
    const { fake, devices, camera, backdrop } = await openHidden();
    backdrop.state.set(state);
    await devices.setWanted('camera', true);
    expect(camera()).toMatchObject({ wanted: true, problem: null });
    expect(camera().track).toBe(fake.tracks[1]);
  });

  it('is tried again when it is chosen again', async () => {
    const { fake, devices, camera, background, backdrop } = await openHidden();
    backdrop.state.set(state);
    await devices.setBackground('slight');
    expect(camera()).toMatchObject({ wanted: false, problem: null });
    expect(background().failed).toBe(false);
    await devices.setWanted('camera', true);
    expect(camera().track).toBe(fake.backdrops[1]?.track);
  });
});
