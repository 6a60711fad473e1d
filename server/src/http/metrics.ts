import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** What HTTP needs of the metrics. */
export interface MetricsSource {
  /** An HTTP request was answered with this status. */
  answered(status: number): void;
  /** Everything in the format that `contentType` names. */
  text(): Promise<string>;
  readonly contentType: string;
}

const FORWARDING = [
  'forwarded',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
];

/** `/metrics`, to this machine itself and to who shows the token; 403 to everybody else. */
export function addMetrics(app: FastifyInstance, metrics: MetricsSource, token: string | null): void {
  app.get(
    '/metrics',
    { config: { rateLimit: { max: 600 } }, schema: { hide: true } },
    async (request, reply) => {
      if (!isLocal(request.raw) && !showsToken(request.headers.authorization, token)) {
        return reply.code(403).type('text/plain; charset=utf-8').send('The metrics are not for you.\n');
      }
      return reply
        .type(metrics.contentType)
        .header('cache-control', 'no-store')
        .send(await metrics.text());
    },
  );
}

/** Whether a request comes from this machine, and not through a proxy that runs on it. */
function isLocal(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  const loopback = address === '::1' || address.startsWith('127.');
  return loopback && FORWARDING.every((header) => request.headers[header] === undefined);
}

function showsToken(authorization: string | undefined, token: string | null): boolean {
  if (token === null || authorization === undefined) return false;
  // Hashes are of one length, and say nothing about where two texts begin to differ.
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(authorization.replace(/^bearer +/i, 'Bearer ')), hash(`Bearer ${token}`));
}
