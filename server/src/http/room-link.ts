import { normalizeText, roomIdProblem, slugOf, type ErrorCode } from '@hangouts/protocol';

/** What stands behind a link to a room: the room itself, the address of the room it means, or none. */
export type RoomLink = { kind: 'room' } | { kind: 'moved'; to: string } | { kind: 'none'; code: ErrorCode };

const PREFIX = '/r/';

/**
 * Reads the path and query of a request for `/r/ANYTHING`, percent-encoded as it came (RFC 3986, section 2.1).
 * Gives null for any other path.
 */
export function roomLink(url: string): RoomLink | null {
  const [path = '', ...queries] = url.split('?');
  if (!path.startsWith(PREFIX)) return null;
  const text = decode(path.slice(PREFIX.length));
  if (text === null) return { kind: 'none', code: 'room-characters' };
  const normal = normalizeText(text);
  const problem = roomIdProblem(normal);
  if (problem === null && normal === text) return { kind: 'room' };
  const slug = slugOf(text);
  if (slug === null) return { kind: 'none', code: problem ?? 'room-characters' };
  const query = queries.length === 0 ? '' : `?${queries.join('?')}`;
  return { kind: 'moved', to: `${PREFIX}${encodeURIComponent(slug)}${printable(query)}` };
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** A query as it may stand in a header: what some client left unencoded is encoded. */
function printable(query: string): string {
  return query.replace(/[^\x21-\x7e]+/g, (characters) => encodeURIComponent(characters));
}
