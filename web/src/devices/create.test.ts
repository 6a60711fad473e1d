import { describe, expect, it } from 'vitest';
import { rest } from '../session/fixture.js';
import { createDevices } from './create.js';
import { FakeDevices } from './fixture.js';

const BOTH = { microphone: true, camera: true };

function open(prepare: (fake: FakeDevices) => void = () => undefined) {
  const fake = new FakeDevices();
  prepare(fake);
  const devices = createDevices(fake);
  const of = (kind: 'microphone' | 'camera') => devices.state.get()[kind];
  return { fake, devices, of };
}

describe('opening both', () => {
  it('asks once', async () => {
    const { fake, devices, of } = open();
    await devices.openBoth(BOTH);
    expect(fake.asked).toEqual(['audio:any video:any']);
    expect(of('microphone')).toMatchObject({ wanted: true, opening: false, problem: null });
    expect(of('camera').track?.readyState).toBe('live');
    expect(of('camera').choices).toEqual([{ id: 'top', label: 'Top' }]);
  });

  it.each<
    [string, FakeDevices['errors'], FakeDevices['permissions'], [string | null, string | null], string[]]
  >([
    ['no camera', { video: 'NotFoundError' }, {}, [null, 'missing'], ['audio:any', 'video:any']],
    ['a camera in use', { video: 'NotReadableError' }, {}, [null, 'busy'], ['audio:any', 'video:any']],
    [
      'nothing permitted',
      { audio: 'NotAllowedError', video: 'NotAllowedError' },
      { microphone: 'denied', camera: 'denied' },
      ['denied', 'denied'],
      [],
    ],
    [
      'the question closed',
      { audio: 'NotAllowedError', video: 'NotAllowedError' },
      { microphone: 'prompt', camera: 'prompt' },
      ['denied', 'denied'],
      [],
    ],
    [
      'only the camera refused',
      { video: 'NotAllowedError' },
      { microphone: 'prompt', camera: 'denied' },
      [null, 'denied'],
      ['audio:any'],
    ],
    [
      'a browser that does not tell',
      { video: 'NotAllowedError' },
      {},
      [null, 'denied'],
      ['audio:any', 'video:any'],
    ],
  ])('with %s opens what it can', async (_, errors, permissions, [microphone, camera], askedAgain) => {
    const { fake, devices, of } = open((made) => {
      Object.assign(made.errors, errors);
      Object.assign(made.permissions, permissions);
    });
    await devices.openBoth(BOTH);
    expect([of('microphone').problem, of('camera').problem]).toEqual([microphone, camera]);
    expect(fake.asked.slice(1)).toEqual(askedAgain);
    expect(of('microphone').track === null).toBe(microphone !== null);
  });

  it('takes another device where the chosen one is gone', async () => {
    const { fake, devices, of } = open((made) => made.preferences.choose('camera', 'gone'));
    await devices.openBoth({ microphone: false, camera: true });
    expect(fake.asked).toEqual(['video:gone', 'video:any']);
    expect(of('camera')).toMatchObject({ chosen: null, problem: null });
  });

  it('asks nothing on an address that is not secure', async () => {
    const { fake, devices, of } = open((made) => (made.obstacle = 'insecure'));
    await devices.openBoth(BOTH);
    expect(fake.asked).toEqual([]);
    expect(of('camera')).toMatchObject({ wanted: true, problem: 'insecure', opening: false });
  });
});

describe('off and on', () => {
  it('the microphone keeps its track, silent', async () => {
    const { fake, devices, of } = open();
    await devices.openBoth(BOTH);
    const { track } = of('microphone');
    await devices.setWanted('microphone', false);
    expect([track?.enabled, track?.readyState]).toEqual([false, 'live']);
    await devices.setWanted('microphone', true);
    expect(of('microphone').track).toBe(track);
    expect(track?.enabled).toBe(true);
    expect(fake.asked).toHaveLength(1);
  });

  it('the camera is released and opened anew', async () => {
    const { fake, devices, of } = open();
    await devices.openBoth(BOTH);
    const { track } = of('camera');
    await devices.setWanted('camera', false);
    expect([track?.readyState, of('camera').track]).toEqual(['ended', null]);
    await devices.setWanted('camera', true);
    expect(of('camera').track?.readyState).toBe('live');
    expect(fake.asked).toHaveLength(2);
  });

  it('off while the camera is being opened leaves it off', async () => {
    const { fake, devices, of } = open();
    let openGate: () => void = () => undefined;
    fake.gate = new Promise((resolve) => (openGate = resolve));
    const opening = devices.openBoth(BOTH);
    await devices.setWanted('camera', false);
    await devices.setWanted('microphone', false);
    openGate();
    await opening;
    expect(of('camera').track).toBeNull();
    expect(fake.tracks.map(({ kind, readyState }) => [kind, readyState])).toEqual([
      ['audio', 'live'],
      ['video', 'ended'],
    ]);
    expect(of('microphone').track?.enabled).toBe(false);
  });

  it('opens again what the call has stopped', async () => {
    const { devices, of } = open();
    await devices.openBoth(BOTH);
    of('microphone').track?.stop();
    await devices.openBoth({ microphone: true, camera: true });
    expect(of('microphone').track?.readyState).toBe('live');
  });
});

describe('choosing', () => {
  it('opens the other device and stops the first', async () => {
    const { fake, devices, of } = open();
    await devices.openBoth(BOTH);
    const before = of('camera').track;
    fake.plugged = [...fake.plugged, { kind: 'videoinput', deviceId: 'side', label: 'Side' }];
    await devices.choose('camera', 'side');
    expect(fake.asked.at(-1)).toBe('video:side');
    expect(of('camera')).toMatchObject({ chosen: 'side', opening: false });
    expect(before?.readyState).toBe('ended');
    expect(of('camera').track?.readyState).toBe('live');
  });

  it('lets the first go where the browser opens one camera at a time', async () => {
    const { fake, devices, of } = open();
    await devices.openBoth(BOTH);
    const before = of('camera').track;
    fake.plugged = [...fake.plugged, { kind: 'videoinput', deviceId: 'back', label: 'Back' }];
    fake.oneAtATime = true;
    await devices.choose('camera', 'back');
    expect(before?.readyState).toBe('ended');
    expect(fake.asked.slice(1)).toEqual(['video:back', 'video:back']);
    expect(of('camera')).toMatchObject({ chosen: 'back', opening: false, problem: null });
    expect(of('camera').track?.readyState).toBe('live');
  });

  it('opens nothing that is off', async () => {
    const { fake, devices } = open();
    await devices.choose('camera', 'top');
    expect(fake.asked).toEqual([]);
  });
});

describe('sound', () => {
  const sound = (devices: ReturnType<typeof createDevices>) => devices.state.get().sound;

  it('is a voice in the browser’s care at first', async () => {
    const { fake, devices, of } = open();
    await devices.openBoth(BOTH);
    expect(sound(devices)).toEqual({ noise: 'standard', original: false, failed: false });
    expect(fake.sounds.at(-1)).toMatchObject({
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    });
    expect(of('microphone').track?.contentHint).toBe('');
  });

  it('original is as it comes, and said to be music', async () => {
    const { fake, devices, of } = open();
    await devices.openBoth(BOTH);
    const before = of('microphone').track;
    await devices.setSound({ original: true });
    expect(fake.sounds.at(-1)).toMatchObject({ echoCancellation: false, channelCount: { ideal: 2 } });
    expect(of('microphone').track?.contentHint).toBe('music');
    expect(before?.readyState).toBe('ended');
    await devices.setSound({ original: false });
    expect(of('microphone').track?.contentHint).toBe('');
  });

  it('without noise is another track, muted as the one before, that takes the microphone with it', async () => {
    const { fake, devices, of } = open();
    await devices.openBoth(BOTH);
    await devices.setWanted('microphone', false);
    await devices.setSound({ noise: 'strong' });
    const { track } = of('microphone');
    expect(fake.denoised).toEqual([track]);
    expect(track?.enabled).toBe(false);
    expect(fake.sounds.at(-1)).toMatchObject({ noiseSuppression: false, echoCancellation: true });
    devices.close();
    expect(fake.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended', 'ended']);
  });

  it('without noise stays so with another microphone', async () => {
    const { fake, devices, of } = open((made) => {
      made.preferences.setSound({ noise: 'strong', original: false });
      made.plugged = [...made.plugged, { kind: 'audioinput', deviceId: 'head', label: 'Head' }];
    });
    await devices.openBoth(BOTH);
    await devices.choose('microphone', 'head');
    expect(fake.denoised).toHaveLength(2);
    expect(of('microphone').track).toBe(fake.denoised[1]);
    expect(fake.denoised[0]?.readyState).toBe('ended');
  });

  it('is in the browser’s care where the strong way fails, and that is told', async () => {
    const { fake, devices, of } = open((made) => (made.denoises = false));
    await devices.openBoth(BOTH);
    await devices.setSound({ noise: 'strong' });
    expect(sound(devices)).toEqual({ noise: 'strong', original: false, failed: true });
    expect(fake.sounds.at(-1)).toMatchObject({ noiseSuppression: true });
    expect(of('microphone')).toMatchObject({ problem: null, opening: false });
    expect(of('microphone').track?.readyState).toBe('live');
    await devices.setSound({ noise: 'standard' });
    expect(sound(devices).failed).toBe(false);
  });

  it('opens nothing that is off', async () => {
    const { fake, devices } = open();
    await devices.setSound({ original: true });
    expect(fake.asked).toEqual([]);
  });
});

describe('devices that come and go', () => {
  it('another steps in for one that was unplugged', async () => {
    const { fake, devices, of } = open();
    await devices.openBoth(BOTH);
    fake.tracks[0]?.end();
    await rest();
    expect(of('microphone')).toMatchObject({ problem: null });
    expect(of('microphone').track?.readyState).toBe('live');
  });

  it('where there is none it says so, until one is plugged in', async () => {
    const { fake, devices, of } = open();
    await devices.openBoth(BOTH);
    const microphone = fake.plugged.slice(0, 1);
    fake.plugged = microphone;
    fake.tracks[1]?.end();
    await rest();
    expect(of('camera')).toMatchObject({ track: null, problem: 'ended' });
    fake.plug(...microphone, { kind: 'videoinput', deviceId: 'new', label: 'New' });
    await rest();
    expect(of('camera').track?.readyState).toBe('live');
  });
});

describe('closing', () => {
  it('gives everything back and says what was on', async () => {
    const { fake, devices, of } = open();
    await devices.openBoth(BOTH);
    await devices.setWanted('microphone', false);
    expect(devices.close()).toEqual({ microphone: false, camera: true });
    expect(fake.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
    expect([of('microphone').track, of('camera').track]).toEqual([null, null]);
  });

  it('does not keep what is still being opened, and opens again when asked', async () => {
    const { fake, devices, of } = open();
    let openGate: () => void = () => undefined;
    fake.gate = new Promise((resolve) => (openGate = resolve));
    const opening = devices.openBoth(BOTH);
    const were = devices.close();
    openGate();
    await opening;
    expect(fake.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
    await devices.openBoth(were);
    expect([of('microphone').track?.readyState, of('camera').track?.readyState]).toEqual(['live', 'live']);
  });

  it('does not count a microphone that is on for as long as a key is held', async () => {
    const { fake, devices, of } = open();
    await devices.setWanted('microphone', true);
    await devices.setWanted('microphone', false);
    await devices.talk(true);
    expect(of('microphone')).toMatchObject({ wanted: true, track: { enabled: true } });
    expect(fake.preferences.wanted('microphone')).toBe(false);
    expect(devices.close()).toEqual({ microphone: false, camera: false });
    await devices.talk(false);
    await devices.openBoth(BOTH);
    expect(devices.close()).toEqual(BOTH);
  });

  it('leaves closed what is plugged in afterwards', async () => {
    const { fake, devices } = open((made) => (made.plugged = []));
    await devices.openBoth(BOTH);
    devices.close();
    const asked = fake.asked.length;
    fake.plug({ kind: 'videoinput', deviceId: 'new', label: 'New' });
    await rest();
    expect(fake.asked).toHaveLength(asked);
  });
});

it('gives everything back at the end', async () => {
  const { fake, devices } = open();
  await devices.openBoth(BOTH);
  devices.dispose();
  expect(fake.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
});

describe('a screen', () => {
  it('comes with its sound', async () => {
    const { devices } = open();
    expect(await devices.captureScreen()).toMatchObject({
      video: { kind: 'video' },
      audio: { kind: 'audio' },
    });
  });

  it('is null where the person cancels', async () => {
    const { fake, devices } = open();
    fake.errors.video = 'NotAllowedError';
    expect(await devices.captureScreen()).toBeNull();
  });

  it('that fails is told, in words', async () => {
    const { fake, devices } = open();
    fake.errors.video = 'NotReadableError';
    await expect(devices.captureScreen()).rejects.toMatchObject({
      problem: 'busy',
      message: expect.stringContaining('could not be shared'),
    });
  });
});
