import type { RoomId } from '@hangouts/protocol';
import { slugOf } from '@hangouts/protocol/text';

export type Route =
  | { page: 'home' }
  /** An address that leads nowhere. */
  | { page: 'nowhere' }
  | { page: 'room'; room: RoomId };

/** The page that a path means. A room's name that is no slug means the slug it comes nearest to. */
export function routeOf(pathname: string): Route {
  if (pathname === '/') return { page: 'home' };
  const part = /^\/r\/([^/]+)\/?$/u.exec(pathname)?.[1];
  if (part === undefined) return { page: 'nowhere' };
  const room = slugOf(decoded(part));
  // The server checks it again by the protocol's schema; here only the type is told.
  return room === null ? { page: 'nowhere' } : { page: 'room', room: room as RoomId };
}

/** The address of a room on this server. */
export function pathOf(room: string): string {
  return `/r/${encodeURIComponent(room)}`;
}

/** What the address asks of a visit beside the room. */
export interface Wishes {
  name: string | null;
  /** Without the lobby, where nothing has to be asked. */
  joinNow: boolean;
  /** Null where the address does not say. */
  microphone: boolean | null;
  camera: boolean | null;
}

/** The wishes in `?name=Ana&join=now&mic=off&cam=on`. */
export function wishesOf(search: string): Wishes {
  const wish = new URLSearchParams(search);
  return {
    name: wish.get('name'),
    joinNow: wish.get('join') === 'now',
    microphone: onOrOff(wish.get('mic')),
    camera: onOrOff(wish.get('cam')),
  };
}

function onOrOff(word: string | null): boolean | null {
  if (word === 'on') return true;
  return word === 'off' ? false : null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
