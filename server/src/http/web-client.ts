import { sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Refuse } from './errors.js';
import { roomLink } from './room-link.js';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const ASSETS = `${sep}assets${sep}`;

/**
 * The web client as Vite built it: files under assets/ carry their hash in their name and are cached for
 * ever, the page itself is asked for anew each time. Compressed copies beside a file (.br, .gz) are preferred.
 */
export async function addWebClient(app: FastifyInstance, root: string, refuse: Refuse): Promise<void> {
  await app.register(fastifyStatic, {
    root,
    index: false,
    dotfiles: 'ignore',
    preCompressed: true,
    cacheControl: false,
    setHeaders(reply, path) {
      const hashed = path.startsWith(root) && path.slice(root.length).startsWith(ASSETS);
      const page = /\.html(\.br|\.gz)?$/.test(path);
      reply.header('cache-control', hashed ? IMMUTABLE : page ? 'no-cache' : 'public, max-age=3600');
    },
  });
  const sendIndex = (_request: FastifyRequest, reply: FastifyReply) => reply.sendFile('index.html');
  app.get('/', { schema: { hide: true } }, sendIndex);
  app.get('/r/*', { schema: { hide: true } }, (request, reply) => {
    const link = roomLink(request.raw.url ?? '');
    if (link === null) return refuse(request, reply, 'not-found');
    if (link.kind === 'moved') return reply.redirect(link.to, 302);
    if (link.kind === 'none') return refuse(request, reply, link.code);
    return sendIndex(request, reply);
  });
}
