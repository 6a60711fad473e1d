import { FIRST_SETTINGS, RoomSettings } from '@hangouts/protocol';

/** What holds for a room: where an earlier version wrote it, what that did not know of is as it is at first. */
export function settingsOf(json: string): RoomSettings {
  return RoomSettings.parse({ ...FIRST_SETTINGS, ...JSON.parse(json) });
}
