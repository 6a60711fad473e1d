import { expect, it } from 'vitest';
import { FakeTrack, personId, rest } from '../session/fixture.js';
import type { RemoteTrack } from '../session/state.js';
import { createDevices } from './create.js';
import { FakeDevices } from './fixture.js';
import { createPlayback, type Player } from './playback.js';

const sound = (number: number): RemoteTrack => ({
  participant: personId(number),
  source: 'microphone',
  track: new FakeTrack('audio'),
});

function play(allowed: () => boolean) {
  const log: string[] = [];
  const devices = createDevices(new FakeDevices());
  const makePlayer = ({ participant }: RemoteTrack): Player => {
    const name = participant.slice(-1);
    return {
      start() {
        log.push(`start ${name}`);
        return allowed() ? Promise.resolve() : Promise.reject(new DOMException('', 'NotAllowedError'));
      },
      setSpeaker: (id) => Promise.resolve(void log.push(`${name} on ${id}`)),
      remove: () => void log.push(`remove ${name}`),
    };
  };
  return { devices, log, playback: createPlayback(devices, makePlayer) };
}

it('plays each sound once, and no picture', () => {
  const { playback, log } = play(() => true);
  const [one, two] = [sound(1), sound(2)];
  playback.play([one, { ...sound(3), track: new FakeTrack('video') }]);
  playback.play([one, two]);
  playback.play([two]);
  expect(log).toEqual(['start 1', 'start 2', 'remove 1']);
});

it('tells that the browser refuses, until a click lets it', async () => {
  let allowed = false;
  const { playback } = play(() => allowed);
  playback.play([sound(1)]);
  await rest();
  expect(playback.blocked.get()).toBe(true);
  allowed = true;
  await playback.unblock();
  expect(playback.blocked.get()).toBe(false);
});

it('asks for no click once what was refused is gone', async () => {
  const { playback } = play(() => false);
  playback.play([sound(1)]);
  await rest();
  playback.play([]);
  expect(playback.blocked.get()).toBe(false);
});

it('follows the chosen speakers', async () => {
  const { playback, devices, log } = play(() => true);
  playback.play([sound(1)]);
  await devices.choose('speakers', 'box');
  expect(log).toEqual(['start 1', '1 on box']);
});
