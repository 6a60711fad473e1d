import { NAME_LENGTH, normalizeText, slugOf } from '@hangouts/protocol/text';
import type { Words } from '../language/words.js';

export type RoomAnswer = { room: string } | { problem: string };

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
  if (room !== null) return { room };
  const tooLong = [...meant].length > NAME_LENGTH;
  return { problem: words(tooLong ? 'errors:room-too-long' : 'errors:room-characters') };
}
