import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../rooms/refusal.js';

/**
 * Requests a minute from one address, or one /64 of IPv6. A class of 60 behind one router loads the page at
 * once, some 40 files each, and then every image of the chat.
 */
const MAX = 6_000;

/** Counts the requests of each address and refuses those above the limit; a route may set a lower one. */
export async function addRateLimit(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    max: MAX,
    timeWindow: 60_000,
    // Nobody who stays below needs to know; who does not is told when to come back.
    addHeadersOnExceeding: {
      'x-ratelimit-limit': false,
      'x-ratelimit-remaining': false,
      'x-ratelimit-reset': false,
    },
    errorResponseBuilder: (_request, { ttl }) => new Refusal('rate-limited', ttl),
  });
}
