import swagger from '@fastify/swagger';
import { RoomId } from '@hangouts/protocol';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { jsonSchemaTransform, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ChatReader, FileStore } from '../rooms/chat-port.js';
import { Refusal } from '../rooms/refusal.js';
import { contentDisposition } from './content-disposition.js';
import { addRooms, type RoomsApiOptions } from './rooms-api.js';
import { bearerOf, Failure, RoomParam } from './schemas.js';

export interface ApiOptions extends RoomsApiOptions {
  files: Pick<FileStore, 'read'>;
  /** The member of this room whose ticket it is today, or null. */
  readerOf(room: RoomId, ticket: string): Promise<ChatReader | null>;
}

const Params = RoomParam.extend({
  file: z.string().max(100).describe('The id of the file, as in the chat message.'),
});

const ServerView = z.object({
  httpsPort: z.int().nullable().describe('Where https is served beside this port, or null where it is not.'),
});

/**
 * The JSON API under /api/v1/, and its description.
 * @param httpsPort gives the port where https is listened at, or null
 * @param publicUrl where people open this server, or null where that is wherever they ask
 */
export async function addApi(
  app: FastifyInstance,
  options: ApiOptions,
  httpsPort: () => number | null,
  publicUrl: string | null,
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Hangouts', version: '1' },
      components: {
        securitySchemes: {
          ticket: { type: 'http', scheme: 'bearer', description: 'The ticket that joining the room gave.' },
          key: { type: 'http', scheme: 'bearer', description: 'The key that making the room gave.' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  addFiles(app, options);
  addRooms(app, options, publicUrl);
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/server',
    {
      schema: {
        summary: 'What a page needs to know of the server before it connects',
        response: { 200: ServerView },
      },
    },
    (_request, reply) => {
      reply.header('cache-control', 'no-cache');
      return { httpsPort: httpsPort() };
    },
  );
  app.get(
    '/api/v1/openapi.json',
    { config: { rateLimit: { max: 60 } }, schema: { hide: true } },
    (_request, reply) => reply.send(app.swagger()),
  );
}

function addFiles(app: FastifyInstance, { files, readerOf }: ApiOptions): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/rooms/:room/files/:file',
    {
      exposeHeadRoute: false,
      schema: {
        summary: 'A file of the chat',
        description:
          'For members of the room, one that was sent privately for its sender and its recipient; to everybody else the file does not exist.',
        security: [{ ticket: [] }],
        params: Params,
        response: {
          200: {
            description: 'The bytes of the file.',
            content: { 'application/octet-stream': { schema: z.any() } },
          },
          404: Failure.describe('There is no such file, or it is not for you.'),
          429: Failure.describe('Too many requests from this address.'),
        },
      },
    },
    async (request, reply): Promise<FastifyReply> => {
      const room = RoomId.safeParse(request.params.room);
      const ticket = bearerOf(request);
      const reader = room.success && ticket !== undefined ? await readerOf(room.data, ticket) : null;
      const found = reader && (await files.read(reader, request.params.file));
      if (found === null) throw new Refusal('not-found');
      const { file, content } = found;
      return reply
        .headers({
          'content-type': file.type,
          'content-length': file.size,
          'content-disposition': contentDisposition(file.image ? 'inline' : 'attachment', file.name),
          'cache-control': 'private, max-age=3600',
          vary: 'authorization',
          // Should a browser ever show it as a page: a page that can do nothing.
          'content-security-policy': "default-src 'none'; sandbox",
        })
        .send(content);
    },
  );
}
