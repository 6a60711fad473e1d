/** What the routes of the API have in common. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

export const Failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export const RoomParam = z.object({ room: z.string().max(1_000).describe('The room, as in its link.') });

/** What an `Authorization: Bearer` header holds (RFC 6750, section 2.1). */
export function bearerOf(request: FastifyRequest): string | undefined {
  return /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
