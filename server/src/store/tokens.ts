import { hkdf, type webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import { jwtVerify } from 'jose';
import type { z } from 'zod';

/** The one algorithm that is signed with and believed: what a token says of its own does not count (RFC 8725, 3.1). */
export const ALGORITHM = 'HS256';
/** Longer than any token of ours: keeps megabytes from being decoded. */
const LENGTH_LIMIT = 2_000;

/** The claims of a JWT (RFC 7519) that was signed with this key for this purpose and is in its time, or null. */
export async function readToken<Claims extends z.ZodType>(
  token: string,
  key: webcrypto.CryptoKey,
  purpose: { audience: string; typ: string },
  claims: Claims,
): Promise<z.output<Claims> | null> {
  if (token.length > LENGTH_LIMIT) return null;
  let payload: unknown;
  try {
    ({ payload } = await jwtVerify(token, key, { algorithms: [ALGORITHM], ...purpose }));
  } catch {
    return null;
  }
  const read = claims.safeParse(payload);
  return read.success ? read.data : null;
}

/** A signing key for one purpose. */
export async function deriveKey(secret: Uint8Array, purpose: string): Promise<webcrypto.CryptoKey> {
  const bytes = await deriveBytes(secret, purpose);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

/** 32 bytes of the server's secret for one purpose (HKDF with SHA-256, RFC 5869). */
export async function deriveBytes(secret: Uint8Array, purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await promisify(hkdf)('sha256', secret, new Uint8Array(), purpose, 32));
}
