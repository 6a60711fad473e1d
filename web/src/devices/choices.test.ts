import { expect, it } from 'vitest';
import { choicesOf, presentChoice } from './choices.js';

const entry = (kind: MediaDeviceKind, deviceId: string, label = '') => ({ kind, deviceId, label });

it('lists the devices of a kind under their names', () => {
  const devices = [
    entry('audioinput', 'default', 'Default - Desk'),
    entry('audioinput', 'a', 'Desk'),
    entry('videoinput', 'v', 'Top'),
    entry('audioinput', 'b'),
  ];
  expect(choicesOf(devices, 'audioinput')).toEqual([
    { id: 'a', label: 'Desk' },
    { id: 'b', label: '' },
  ]);
});

it('lists nothing before permission, when browsers give no ids', () => {
  expect(choicesOf([entry('videoinput', ''), entry('audioinput', '')], 'videoinput')).toEqual([]);
});

it.each([
  ['a', 'a'],
  ['gone', null],
  [null, null],
])('of %j in the list, %j is chosen', (wish, chosen) => {
  expect(presentChoice([{ id: 'a', label: 'A' }], wish)).toBe(chosen);
});
