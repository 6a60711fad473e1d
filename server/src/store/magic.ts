/** The image kinds that every browser shows and none runs scripts from. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif';

/** How many of a file's first bytes `imageType` needs. */
export const HEAD_LENGTH = 64;

/**
 * The kind of a safe image by its first bytes (WHATWG MIME Sniffing, section 6.1; AVIF by its file type box,
 * ISO/IEC 14496-12, section 4.3), or null. What a name or a page claims counts for nothing.
 */
export function imageType(head: Uint8Array): ImageType | null {
  const text = Buffer.from(head.subarray(0, HEAD_LENGTH)).toString('latin1');
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif';
  if (text.startsWith('RIFF') && text.startsWith('WEBPVP', 8)) return 'image/webp';
  if (
    text.startsWith('ftyp', 4) &&
    brands(head, text).some((brand) => brand === 'avif' || brand === 'avis')
  ) {
    return 'image/avif';
  }
  return null;
}

/** The major and the compatible brands of a file type box; between them stands a version of four bytes. */
function brands(head: Uint8Array, text: string): string[] {
  const size = Buffer.from(head.subarray(0, 4)).readUInt32BE();
  const compatible = text.slice(16, Math.min(size, HEAD_LENGTH)).match(/.{4}/gs) ?? [];
  return [text.slice(8, 12), ...compatible];
}
