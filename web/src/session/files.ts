/** The files of the chat, fetched over HTTP; only members of the room get them. */
import type { RoomId } from '@hangouts/protocol';
import { SessionError } from './error.js';
import { codeOf } from './failed-response.js';

/** The bytes of a file; throws a `SessionError`. */
export async function fetchFile(room: RoomId, file: string, ticket: string | null): Promise<Blob> {
  const address = `/api/v1/rooms/${encodeURIComponent(room)}/files/${encodeURIComponent(file)}`;
  let response: Response;
  try {
    response = await fetch(address, {
      headers: ticket === null ? {} : { authorization: `Bearer ${ticket}` },
    });
    if (response.ok) return await response.blob();
  } catch {
    throw new SessionError('offline');
  }
  throw new SessionError(await codeOf(response));
}
