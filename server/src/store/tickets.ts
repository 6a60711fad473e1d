import { hkdf, type webcrypto } from 'node:crypto';
import { promisify } from 'node:util';
import { ParticipantId, RoomId } from '@hangouts/protocol';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Identity, Tickets } from '../rooms/ports.js';

const ALGORITHM = 'HS256';
const AUDIENCE = 'hangouts:seat';
const TYPE = 'hangouts-ticket+jwt';
/** Longer than any ticket of ours: keeps megabytes from being decoded. */
const LENGTH_LIMIT = 2_000;

const Claims = z.object({ sub: ParticipantId, room: RoomId, generation: z.int().min(0) });

/**
 * Tickets as JWTs (RFC 7519), signed with a key that is derived from the server's secret for this purpose
 * alone, so that nothing else signed by this server can pass as one. They do not expire: a ticket says who
 * somebody is, and the seat in the store says what that is worth today.
 */
export async function createTickets(secret: Uint8Array): Promise<Tickets> {
  const key = await deriveKey(secret, AUDIENCE);
  return {
    sign({ room, participant, generation }) {
      return new SignJWT({ room, generation })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setSubject(participant)
        .setAudience(AUDIENCE)
        .sign(key);
    },
    async verify(ticket): Promise<Identity | null> {
      if (ticket.length > LENGTH_LIMIT) return null;
      let payload: unknown;
      try {
        ({ payload } = await jwtVerify(ticket, key, {
          algorithms: [ALGORITHM],
          audience: AUDIENCE,
          typ: TYPE,
        }));
      } catch {
        return null;
      }
      const claims = Claims.safeParse(payload);
      if (!claims.success) return null;
      const { sub: participant, room, generation } = claims.data;
      return { room, participant, generation };
    },
  };
}

/** A signing key for one purpose (HKDF with SHA-256, RFC 5869). */
export async function deriveKey(secret: Uint8Array, purpose: string): Promise<webcrypto.CryptoKey> {
  const bytes = await promisify(hkdf)('sha256', secret, new Uint8Array(), purpose, 32);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}
