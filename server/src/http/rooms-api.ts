import { codeOf, MadeRoom, NewRoom, OwnRoom, RoomChange, RoomId } from '@hangouts/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Ownership } from '../rooms/ownership.js';
import { Refusal } from '../rooms/refusal.js';
import { calendarOf } from './calendar.js';
import { contentDisposition } from './content-disposition.js';
import { bearerOf, Failure, RoomParam } from './schemas.js';

export interface RoomsApiOptions {
  ownership: Pick<Ownership, 'make' | 'change' | 'remove' | 'planned'>;
  /** The name by which it is kept from where a room was made, of an address; null for this machine itself. */
  makerOf(address: string): string | null;
}

/**
 * Rooms that one address, or one /64 of IPv6, makes or changes in ten minutes: a class of 60 behind one router has a
 * room each.
 */
const MAKING = { max: 120, timeWindow: 600_000 } as const;

const FAILURES = {
  400: Failure.describe('Something in it is not as it has to be: the code says what.'),
  429: Failure.describe('Too many requests from this address.'),
};
const NO_SUCH_ROOM = Failure.describe('There is no such room, or it is nobody’s.');
const NOT_OWNER = Failure.describe('That is not its owner’s key.');

/**
 * Making rooms that are somebody's, and what is known of them.
 * @param publicUrl where people open this server, or null where that is wherever they ask
 */
export function addRooms(
  app: FastifyInstance,
  { ownership, makerOf }: RoomsApiOptions,
  publicUrl: string | null,
): void {
  const api = app.withTypeProvider<ZodTypeProvider>();
  const security = [{ key: [] }];

  api.post(
    '/api/v1/rooms',
    {
      config: { rateLimit: MAKING },
      schema: {
        summary: 'Makes a hangout that is yours',
        description:
          'For now, for a time (`planned`: with `title` and `plan`), or for good (`personal`). Nobody is its host by ' +
          'being first. Whoever joins with `key` as their `invitation` is.',
        body: NewRoom,
        response: {
          201: MadeRoom,
          409: Failure.describe('There is a room of the chosen name.'),
          ...FAILURES,
        },
      },
    },
    async (request, reply) => {
      const made = await ownership.make(request.body, makerOf(request.ip));
      return reply.code(201).header('cache-control', 'no-store').send(made);
    },
  );

  api.patch(
    '/api/v1/rooms/:room',
    {
      config: { rateLimit: MAKING },
      schema: {
        summary: 'Gives a hangout of yours another title or time',
        security,
        params: RoomParam,
        body: RoomChange,
        response: { 200: OwnRoom, 403: NOT_OWNER, 404: NO_SUCH_ROOM, ...FAILURES },
      },
    },
    async (request, reply) => {
      const changed = await ownership.change(roomOf(request), bearerOf(request), request.body);
      return reply.header('cache-control', 'no-store').send(changed);
    },
  );

  api.delete(
    '/api/v1/rooms/:room',
    {
      config: { rateLimit: MAKING },
      schema: {
        summary: 'Removes a hangout of yours',
        description: 'Its link is that of any room then. Whoever is inside stays.',
        security,
        params: RoomParam,
        response: {
          204: z.undefined().describe('It is removed.'),
          403: NOT_OWNER,
          404: NO_SUCH_ROOM,
          ...FAILURES,
        },
      },
    },
    async (request, reply) => {
      await ownership.remove(roomOf(request), bearerOf(request));
      return reply.code(204).send(undefined);
    },
  );

  api.get(
    '/api/v1/rooms/:room/calendar.ics',
    {
      config: { rateLimit: { max: 600 } },
      schema: {
        summary: 'A planned hangout for a calendar',
        description: 'For everybody who has the link, as iCalendar (RFC 5545).',
        params: RoomParam,
        response: {
          200: {
            description: 'One event.',
            content: { 'text/calendar': { schema: z.string() } },
          },
          404: Failure.describe('No hangout of this name is planned.'),
          429: FAILURES[429],
        },
      },
    },
    async (request, reply) => {
      const { room, title, plan, ...version } = await ownership.planned(roomOf(request));
      const url = new URL(`/r/${encodeURIComponent(room)}`, publicUrl ?? addressOf(request));
      return reply
        .type('text/calendar; charset=utf-8')
        .headers({
          // Shown by whatever the device opens calendars with, where it can.
          'content-disposition': contentDisposition('inline', `${room}.ics`),
          'cache-control': 'no-cache',
        })
        .send(calendarOf({ ...version, ...plan, title, url }));
    },
  );
}

/** @throws Refusal with the code of what is wrong with the room's name */
function roomOf(request: FastifyRequest<{ Params: z.output<typeof RoomParam> }>): RoomId {
  const room = RoomId.safeParse(request.params.room);
  if (!room.success) throw new Refusal(codeOf(room.error.issues));
  return room.data;
}

/** Where the one who asks sees this server. @throws Refusal `invalid` where their `Host` is none */
function addressOf({ protocol, host }: FastifyRequest): string {
  const address = `${protocol}://${host}`;
  if (!URL.canParse(address)) throw new Refusal('invalid');
  return new URL(address).origin;
}
