import type { DeviceChoice } from './devices.js';

/** The part of `MediaDeviceInfo` that matters here. */
export type DeviceEntry = Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>;

// Names for devices that are in the list under their own id too; the default is told by choosing none.
const ALIASES: ReadonlySet<string> = new Set(['', 'default', 'communications']);

/** The devices of a kind that can be chosen. Before permission browsers list them without ids: then none. */
export function choicesOf(devices: readonly DeviceEntry[], kind: MediaDeviceKind): DeviceChoice[] {
  return devices
    .filter((device) => device.kind === kind && !ALIASES.has(device.deviceId))
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

/** The chosen device where it is there; one that is not leaves the browser's default. */
export function presentChoice(choices: readonly DeviceChoice[], chosen: string | null): string | null {
  return choices.some(({ id }) => id === chosen) ? chosen : null;
}
