/** One file on its way: acknowledged chunks, a few in flight, taken up again where the server has it. */
import type { ChatMessage, FileProgress } from '@hangouts/protocol';
import { CHUNK_SIZE } from '@hangouts/protocol/limits';
import { addressed } from './chat.js';
import { asSessionError, SessionError } from './error.js';
import type { Signaling } from './signaling.js';
import type { Address } from './state.js';

/** What is said of a file. */
export interface About {
  /** What is written under it. */
  caption: string;
  address: Address;
}

export interface UploadWatch {
  /** Bytes that the server has. */
  progress(sent: number): void;
  cancelled(): boolean;
}

/** What is in flight at once: enough to fill the line, little enough that signaling passes between. */
const WINDOW = 3;
/** How often the server may name another offset than expected before the upload gives up. */
const OFFSET_TRIES = 5;

/**
 * Sends a file, or the rest of one begun before under the same id. Gives the chat message that it became,
 * or null where it was cancelled; throws a `SessionError`.
 */
export async function uploadFile(
  signaling: Signaling,
  upload: string,
  { file, about }: { file: File; about: About },
  watch: UploadWatch,
): Promise<ChatMessage | null> {
  for (let attempt = 1; ; attempt += 1) {
    const begun = await signaling.request('file:begin', {
      upload,
      name: file.name,
      size: file.size,
      type: plainType(file.type),
      ...(about.caption !== '' && { text: about.caption }),
      ...addressed(about.address),
    });
    if (begun.message !== null) return begun.message;
    watch.progress(begun.offset);
    try {
      // One at a time after the server lost its place, so that it cannot happen for the order alone.
      return await sendFrom(signaling, upload, file, begun.offset, attempt === 1 ? WINDOW : 1, watch);
    } catch (error) {
      const failure = asSessionError(error);
      if (failure.code !== 'file-offset' || attempt === OFFSET_TRIES) throw failure;
    }
  }
}

/** The type without its parameters, or nothing where it is none that the protocol takes. */
export function plainType(type: string): string {
  const plain = type.split(';')[0]?.trim() ?? '';
  return plain.length <= 127 && /^[\w.+-]+\/[\w.+-]+$/.test(plain) ? plain : '';
}

async function sendFrom(
  signaling: Signaling,
  upload: string,
  file: File,
  start: number,
  window: number,
  watch: UploadWatch,
): Promise<ChatMessage | null> {
  const answers: Promise<FileProgress>[] = [];
  let offset = start;
  for (;;) {
    while (answers.length < window && offset < file.size) {
      if (watch.cancelled()) return settled(answers);
      const data = await chunkAt(file, offset);
      const answer = signaling.request('file:chunk', { upload, offset, data });
      // Waited for below, in order; until then a rejection is not an unhandled one.
      answer.catch(() => undefined);
      answers.push(answer);
      offset += data.byteLength;
    }
    const answer = answers.shift();
    if (answer === undefined) throw new SessionError('file-offset');
    const { offset: sent, message } = await answer.catch(async (error: unknown) => {
      await settled(answers);
      throw error;
    });
    if (watch.cancelled()) return settled(answers);
    watch.progress(sent);
    if (message !== null) return message;
  }
}

/** Waits for what is in flight, so that nothing of it arrives in the middle of what comes next. */
async function settled(answers: readonly Promise<unknown>[]): Promise<null> {
  await Promise.allSettled(answers);
  return null;
}

async function chunkAt(file: File, offset: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(offset, offset + CHUNK_SIZE).arrayBuffer());
  } catch {
    // Moved or changed on disk since it was chosen.
    throw new SessionError('not-found');
  }
}
