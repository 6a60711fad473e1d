const BLOCK = 512;
const REGULAR_FILE = new Set(['0', '\0']);

/**
 * The bytes of one regular file of a tar archive (POSIX ustar), by its name with
 * or without a leading "./". Undefined where the archive has no such file.
 *
 * @param {Buffer} archive uncompressed
 * @param {string} name at most 100 bytes, so never one of the long-name extensions
 * @returns {Buffer | undefined}
 */
export function readTarFile(archive, name) {
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    const size = Number.parseInt(text(header, 124, 12), 8) || 0;
    const start = at + BLOCK;
    const isFile = REGULAR_FILE.has(header.toString('latin1', 156, 157));
    if (isFile && text(header, 0, 100).replace(/^\.\//, '') === name) {
      return start + size <= archive.length ? archive.subarray(start, start + size) : undefined;
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return undefined;
}

/**
 * @param {Buffer} header
 * @param {number} at
 * @param {number} length
 */
function text(header, at, length) {
  const field = header.toString('utf8', at, at + length);
  const end = field.indexOf('\0');
  return (end < 0 ? field : field.slice(0, end)).trim();
}
