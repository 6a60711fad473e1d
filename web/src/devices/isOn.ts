import type { DeviceState } from './devices.js';

/** Whether a source is on as a person means it: wanted, and there or on its way. */
export function isOn({ wanted, opening, track }: Pick<DeviceState, 'wanted' | 'opening' | 'track'>): boolean {
  return wanted && (opening || track !== null);
}
