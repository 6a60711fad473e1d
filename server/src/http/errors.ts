import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Where no person goes: what a page asks for. */
const FILE = /^\/assets\/|^\/(?!r\/).*\.\w+$/;

/** Says no with a code of the protocol. `status` where it is another than the code's own. */
export type Refuse = (
  request: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  status?: number,
) => FastifyReply;

/**
 * Says no as JSON under /api/, `{error: {code, message}}`; to a person who has come to an address that leads nowhere with
 * the web client of `webRoot`, which has the words in their language; else with a sentence.
 */
export function createRefuse(webRoot: string): Refuse {
  return (request, reply, code, status = STATUS[code] ?? 400) => {
    if (!wantsPage(request) || !(status === 404 || status === 400)) {
      return refusePlainly(request, reply, code, status);
    }
    reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8');
    readFile(join(webRoot, 'index.html')).then(
      (page) => reply.send(page),
      // What cannot be read is a fault of the server's: the handler of errors says so.
      (error: unknown) => reply.send(error),
    );
    return reply;
  };
}

function refusePlainly(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  status: number,
): FastifyReply {
  const error = errorReply(code);
  reply.code(status).header('cache-control', 'no-store');
  if (isApi(request)) return reply.send({ error });
  if (wantsPage(request)) return sendPage(reply, error.message);
  return reply.type('text/plain; charset=utf-8').send(`${error.message}\n`);
}

function isApi({ raw }: FastifyRequest): boolean {
  return raw.url?.startsWith('/api/') === true;
}

/** Whether it is a person who asks, in a browser's own line. */
function wantsPage(request: FastifyRequest): boolean {
  const { method, headers, url = '' } = request.raw;
  const [path = ''] = url.split('?');
  const reads = method === 'GET' || method === 'HEAD';
  return reads && !isApi(request) && !FILE.test(path) && headers.accept?.includes('text/html') === true;
}

/** Answers everything that no route answers, and everything that a route throws. */
export function addErrors(app: FastifyInstance, refuse: Refuse): void {
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

/**
 * Fastify's answer to an address that is no valid percent-encoding, before any route is looked for. Without the headers that
 * the web client is safe with, so not with that.
 */
export function refuseBadUrl(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const link = roomLink(request.raw.url ?? '');
  void refusePlainly(request, reply, link?.kind === 'none' ? link.code : 'invalid', 400);
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
