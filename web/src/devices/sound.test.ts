import { expect, it, test } from 'vitest';
import { soundConstraints, type SoundChoice } from './sound.js';

const treated = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

test.each<[SoundChoice, object]>([
  [{ noise: 'standard', original: false }, treated],
  [
    { noise: 'strong', original: false },
    { ...treated, noiseSuppression: false },
  ],
])('of %j the browser does its part', (choice, constraints) => {
  expect(soundConstraints(choice)).toEqual(constraints);
});

it('leaves original sound alone, in stereo, whatever was chosen against noise', () => {
  for (const noise of ['standard', 'strong'] as const) {
    expect(soundConstraints({ noise, original: true })).toEqual({
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      channelCount: { ideal: 2 },
    });
  }
});
