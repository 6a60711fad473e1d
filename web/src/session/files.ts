/** The files of the chat, fetched over HTTP; only members of the room get them. */
import type { ErrorCode, RoomId } from '@hangouts/protocol';
import { isErrorCode } from '@hangouts/protocol/errors';
import { SessionError } from './error.js';

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

async function codeOf(response: Response): Promise<ErrorCode> {
  const body: unknown = await response.json().catch(() => null);
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && isErrorCode(code) ? code : 'internal';
}
