import { NAME_LENGTH, normalizeText, slugOf } from '@hangouts/protocol/text';
import type { Words } from '../language/words.js';
import { invitationOf } from '../session/invitation.js';

/** `invitation`: the one that a pasted link brings, or null. */
export type RoomAnswer = { room: string; invitation: string | null } | { problem: string };

/** The last part of a link to a room, whichever server it names; null where the text is no such link. */
function partOfLink(text: string): string | null {
  const path = /^(?:https?:\/\/[^/\s]+)?\/r\/([^/?#]+)/iu.exec(text) ?? /^[^/\s]+\/r\/([^/?#]+)/iu.exec(text);
  const part = path?.[1];
  if (part === undefined) return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function invitationIn(link: string): string | null {
  const start = link.indexOf('#');
  return start < 0 ? null : invitationOf(link.slice(start));
}

/** The room that a typed name or a pasted link means, or in words why there is none. */
export function roomFromText(words: Words, text: string): RoomAnswer {
  const normal = normalizeText(text);
  if (normal === '') return { problem: words('errors:room-empty') };
  const part = partOfLink(normal);
  if (part === null && /^https?:\/\//iu.test(normal)) {
    return { problem: words('home:otherLink') };
  }
  const meant = part ?? normal;
  const room = slugOf(meant);
  if (room !== null) return { room, invitation: part === null ? null : invitationIn(normal) };
  const tooLong = [...meant].length > NAME_LENGTH;
  return { problem: words(tooLong ? 'errors:room-too-long' : 'errors:room-characters') };
}
