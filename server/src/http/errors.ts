import { codeOf, errorReply, type ErrorCode } from '@hangouts/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Refusal } from '../rooms/refusal.js';
import { sendPage } from './page.js';
import { roomLink } from './room-link.js';

const STATUS: Partial<Record<ErrorCode, number>> = {
  'not-found': 404,
  'rate-limited': 429,
  'not-permitted': 403,
  'not-owner': 403,
  'room-taken': 409,
  'rooms-of-network-full': 409,
  'server-closing': 503,
  'media-unavailable': 503,
  internal: 500,
};

/**
 * Says no with a code of the protocol: as JSON under /api/, `{error: {code, message}}`, as a small page to a
 * person. `status` where it is another than the code's own.
 */
export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  status = STATUS[code] ?? 400,
): FastifyReply {
  const error = errorReply(code);
  reply.code(status).header('cache-control', 'no-store');
  if (request.raw.url?.startsWith('/api/') === true) return reply.send({ error });
  return sendPage(reply, error.message);
}

/** Answers everything that no route answers, and everything that a route throws. */
export function addErrors(app: FastifyInstance): void {
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
    refuse(request, reply, 'not-found'),
  );
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) return refuse(request, reply, error.code);
    const status = statusOf(error);
    if (status === 503) return refuse(request, reply, 'server-closing');
    if (status >= 500) {
      request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
      return refuse(request, reply, 'internal');
    }
    if (status === 404 || status === 403) return refuse(request, reply, 'not-found');
    return refuse(request, reply, codeOf(issuesOf(error)), status);
  });
}

/** Fastify's answer to an address that is no valid percent-encoding, before any route is looked for. */
export function refuseBadUrl(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const link = roomLink(request.raw.url ?? '');
  void refuse(request, reply, link?.kind === 'none' ? link.code : 'invalid', 400);
}

/** What a schema has found, where it was one that refused. */
function issuesOf(error: unknown): { message: string }[] {
  return hasZodFastifySchemaValidationErrors(error)
    ? error.validation.map(({ message = '' }) => ({ message }))
    : [];
}

function statusOf(error: unknown): number {
  const status =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500;
  return typeof status === 'number' && status >= 400 ? status : 500;
}
