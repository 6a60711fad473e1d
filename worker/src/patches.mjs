/** @typedef {{ file: string, from: string, to: string, why: string }} Patch */

/**
 * What is mended in the copy of the source that is built.
 *
 * @type {readonly Patch[]}
 */
export const PATCHES = [
  {
    file: 'src/RTC/DtlsTransport.cpp',
    from: '(operationType == BIO_CB_RETURN)',
    to: '((operationType & BIO_CB_RETURN) != 0)',
    // The values passed are BIO_CB_RETURN | operation: as it stands, every
    // BIO_ctrl answers 1, OpenSSL 3.0 takes kernel TLS for enabled, allocates no
    // write buffer, and the worker crashes at the first DTLS packet.
    why: 'the DTLS handshake would crash with the OpenSSL of this system',
  },
];

/**
 * @param {string} source
 * @param {Patch} patch
 * @returns {string}
 * @throws {Error} where the line is not there exactly once: a newer mediasoup has changed it, and
 *   somebody has to look whether it still needs mending
 */
export function applyPatch(source, { file, from, to, why }) {
  const found = source.split(from).length - 1;
  if (found !== 1) {
    throw new Error(
      `worker/${file} of this mediasoup has "${from}" ${found} times instead of once. ` +
        `Without the mend ${why}: see worker/src/patches.mjs.`,
    );
  }
  return source.replace(from, () => to);
}
