import { ParticipantId, RoomId } from '@hangouts/protocol';
import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Identity, Tickets } from '../rooms/identity-port.js';
import { ALGORITHM, deriveKey, readToken } from './tokens.js';

const AUDIENCE = 'hangouts:seat';
const TYPE = 'hangouts-ticket+jwt';

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
      const claims = await readToken(ticket, key, { audience: AUDIENCE, typ: TYPE }, Claims);
      if (claims === null) return null;
      const { sub: participant, room, generation } = claims;
      return { room, participant, generation };
    },
  };
}
