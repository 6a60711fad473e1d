import {
  Power,
  type Allowances,
  type OrderChange,
  type ParticipantId,
  type Restrictions,
  type RoomSettings,
} from '@hangouts/protocol';
import type { Before } from './order-log.js';

/** One thing that was changed: what a line says of it, and what undoing it takes; null where it cannot be undone. */
export interface Changed {
  change: OrderChange;
  before: Before | null;
}

/**
 * What differs between the settings of a room before and after, one by one. `otherPasscode`: it has another passcode,
 * or none any more. That is not had back: nobody knows it.
 */
export function settingsChanged(was: RoomSettings, is: RoomSettings, otherPasscode: boolean): Changed[] {
  const changed: Changed[] = [];
  const add = (change: OrderChange, settings: (Before & { what: 'settings' })['settings']) =>
    changed.push({ change, before: { what: 'settings', settings } });
  if (was.limit !== is.limit) add({ of: 'limit', to: is.limit }, { limit: was.limit });
  if (was.locked !== is.locked) add({ of: 'locked', to: is.locked }, { locked: was.locked });
  if (was.waitingRoom !== is.waitingRoom)
    add({ of: 'waitingRoom', to: is.waitingRoom }, { waitingRoom: was.waitingRoom });
  if (otherPasscode) changed.push({ change: { of: 'passcode', to: is.passcode }, before: null });
  for (const power of differing(was.allow, is.allow))
    add({ of: power, to: is.allow[power] }, { allow: { [power]: was.allow[power] } });
  if (daysOf(was) !== daysOf(is)) add({ of: 'history', to: is.history }, { history: was.history });
  return changed;
}

/** What differs between what was taken from somebody before and after, one by one. */
export function restrictionsChanged(
  participant: ParticipantId,
  was: Restrictions,
  is: Restrictions,
): Changed[] {
  return differing(was, is).map((power) => ({
    change: { of: power, to: !is[power] },
    before: { what: 'restrictions', participant, restrictions: { [power]: was[power] } },
  }));
}

function differing(one: Allowances, other: Allowances): Power[] {
  return Power.options.filter((power) => one[power] !== other[power]);
}

function daysOf({ history }: RoomSettings): string | number {
  return typeof history === 'object' ? history.days : history;
}
