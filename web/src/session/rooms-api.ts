/** Hangouts that are made from the first page, over HTTP: there is no socket yet. */
import type { MadeRoom, NewRoomInput, OwnRoom, RoomChangeInput } from '@hangouts/protocol';
import { SessionError } from './error.js';
import { codeOf } from './failed-response.js';
import { apiOf, ROOMS } from './room-addresses.js';

/** Makes a hangout; throws a `SessionError`. */
export async function makeRoom(request: NewRoomInput): Promise<MadeRoom> {
  // The server's own answer, which is not checked again here.
  return (await ask('POST', ROOMS, null, request)).json() as Promise<MadeRoom>;
}

/** Gives one's own hangout another title or time; throws a `SessionError`. */
export async function changeRoom(room: string, key: string, change: RoomChangeInput): Promise<OwnRoom> {
  // As above.
  return (await ask('PATCH', apiOf(room), key, change)).json() as Promise<OwnRoom>;
}

/** Removes one's own hangout; throws a `SessionError`. */
export async function removeRoom(room: string, key: string): Promise<void> {
  await ask('DELETE', apiOf(room), key);
}

async function ask(method: string, address: string, key: string | null, body?: object): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new SessionError('offline');
  }
  if (!response.ok) throw new SessionError(await codeOf(response));
  return response;
}
