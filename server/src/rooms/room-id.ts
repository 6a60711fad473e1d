import { randomInt } from 'node:crypto';
import { RoomId } from '@hangouts/protocol';

/** Crockford's base 32 in small letters: nothing that is read, or heard, as something else. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 3;
const GROUP_LENGTH = 4;

/** A new room's id that nobody guesses, of 60 random bits: `k7fq-2mxp-9hdt`. `pick` gives a whole number below its argument. */
export function newRoomId(pick: (below: number) => number = (below) => randomInt(below)): RoomId {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => LETTERS.charAt(pick(LETTERS.length)));
  return RoomId.parse(Array.from({ length: GROUPS }, () => group().join('')).join('-'));
}
