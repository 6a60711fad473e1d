/**
 * What two pages say to each other about files that go straight between them. The other page is an outside:
 * everything it says is checked here, and what makes no sense is passed over.
 */
import { NAME_LENGTH, nameProblem, normalizeFileName } from '@hangouts/protocol/text';
import { plainType } from '../upload.js';

export type Control =
  /** The sender has a file; again after a break, under the same id. Size in bytes. */
  | { say: 'offer'; id: string; name: string; size: number; type: string }
  /** The receiver wants it, from this byte on. */
  | { say: 'accept'; id: string; offset: number }
  /** The bytes that follow are of this file, from this byte on. */
  | { say: 'from'; id: string; offset: number }
  /** The receiver has kept this many bytes. */
  | { say: 'have'; id: string; offset: number }
  /** The receiver does not want it, or cannot keep it. */
  | { say: 'refuse'; id: string; reason: 'declined' | 'failed' }
  /** The sender gives it up. */
  | { say: 'cancel'; id: string };

/** The longest control message that is read, in UTF-16 units. */
const LONGEST = 4_096;
const ID = /^[\w-]{1,64}$/;

/** A message as it goes over the channel. */
export function written(control: Control): string {
  return JSON.stringify(control);
}

/** The message in a text, or null where it is none. */
export function parsed(text: string): Control | null {
  if (text.length > LONGEST) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { say, id, offset, reason, name, size, type } = value as Record<string, unknown>;
  if (typeof id !== 'string' || !ID.test(id)) return null;
  switch (say) {
    case 'offer':
      return isCount(size) ? { say, id, name: fileName(name), size, type: mimeType(type) } : null;
    case 'accept':
    case 'from':
    case 'have':
      return isCount(offset) ? { say, id, offset } : null;
    case 'refuse':
      return { say, id, reason: reason === 'declined' ? reason : 'failed' };
    case 'cancel':
      return { say, id };
    default:
      return null;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** A name that can be shown and saved under. */
function fileName(name: unknown): string {
  if (typeof name !== 'string') return 'file';
  const normal = normalizeFileName(name);
  const problem = nameProblem([...normal].slice(0, NAME_LENGTH).join('')) ?? nameProblem(normal);
  return problem === null || problem === 'name-too-long' ? normal : 'file';
}

function mimeType(type: unknown): string {
  return typeof type === 'string' && plainType(type) === type ? type : '';
}
