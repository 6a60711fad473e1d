/** The picture that a person put behind themselves, kept by this browser alone. */
import { changeable } from '../../session/readable.js';

const CACHE = 'hangouts-background';
const KEY = '/own-background';
/** Enough for a camera's picture; pixels. */
const MOST = { width: 1280, height: 720 };
/** A file that is larger is not looked at. Bytes. */
export const MOST_BYTES = 20_000_000;
const KINDS: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/avif',
  'image/gif',
]);

/** Why a file is not taken. */
export type PictureRefusal = 'too-large' | 'no-picture';

/** For a browser that keeps nothing (a private window): as long as the page lives. */
let held: Blob | null = null;
const changed = changeable(0);

export const ownPicture = {
  /** Counts the changes; tells who listens. */
  changed,
  read,
  /** Takes a picture from a file, made as small as a camera needs; gives why not, or null. */
  async take(file: Blob): Promise<PictureRefusal | null> {
    if (!KINDS.has(file.type)) return 'no-picture';
    if (file.size > MOST_BYTES) return 'too-large';
    const blob = await fitted(file).catch(() => null);
    if (blob === null) return 'no-picture';
    held = blob;
    await keep(blob).catch(() => undefined);
    changed.set(changed.get() + 1);
    return null;
  },
  async forget(): Promise<void> {
    held = null;
    await globalThis.caches?.delete(CACHE).catch(() => false);
    changed.set(changed.get() + 1);
  },
};

async function read(): Promise<Blob | null> {
  if (held !== null) return held;
  try {
    const answer = await caches.match(KEY, { cacheName: CACHE });
    return answer === undefined ? null : await answer.blob();
  } catch {
    return null;
  }
}

async function keep(blob: Blob): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.put(KEY, new Response(blob, { headers: { 'content-type': blob.type } }));
}

/** Drawn anew: what is kept is a picture, no larger than needed, without the place where it was taken. */
async function fitted(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, Math.max(MOST.width / picture.width, MOST.height / picture.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  );
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
}
