import { RoomId, Role } from '@hangouts/protocol';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Invitations } from '../rooms/identity-port.js';
import { ALGORITHM, deriveKey, readToken } from './tokens.js';

const AUDIENCE = 'hangouts:invitation';
const TYPE = 'hangouts-invitation+jwt';

const Claims = z.object({ room: RoomId, meeting: z.string(), role: Role });

/** Invitations as JWTs (RFC 7519), signed with a key of their own: no ticket passes as one, nor one as a ticket. */
export async function createInvitations(secret: Uint8Array): Promise<Invitations> {
  const key = await deriveKey(secret, AUDIENCE);
  return {
    sign(claims, expiresAt) {
      const token = new SignJWT({ ...claims })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setAudience(AUDIENCE);
      return (expiresAt === null ? token : token.setExpirationTime(new Date(expiresAt))).sign(key);
    },
    verify: (token) => readToken(token, key, { audience: AUDIENCE, typ: TYPE }, Claims),
  };
}
