/** Signaling over real sockets, on rooms that keep everything in memory, for its tests. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import {
  PROTOCOL_VERSION,
  type Ack,
  type Joined,
  type NoticeName,
  type Reply,
  type RequestInput,
  type RequestName,
} from '@hangouts/protocol';
import { io, type Socket } from 'socket.io-client';
import { ConnectionChecks } from '../rooms/connection-checks.js';
import { Admission } from '../rooms/admission.js';
import { Conversation } from '../rooms/conversation.js';
import { Direct } from '../rooms/direct.js';
import { fixture, ROOM } from '../rooms/fixture.js';
import { Captions } from '../rooms/captions.js';
import { Gestures } from '../rooms/gestures.js';
import { Moderation } from '../rooms/moderation.js';
import { Order } from '../rooms/order.js';
import { Publishing } from '../rooms/publishing.js';
import { Reading } from '../rooms/reading.js';
import { Refusal } from '../rooms/refusal.js';
import { createSignaling } from './server.js';

/** What a page shows when it connects again after its line was lost: Socket.io's own two, in place of a ticket. */
export interface Recovery {
  page: string;
  pid: string;
  offset: string;
}

/** A page without a browser. */
export class TestPage {
  readonly heard: { name: string; payload: unknown }[] = [];
  /** Whether it answers when it is asked if it is still there. */
  answersChecks = true;
  /** How often it was asked. */
  checks = 0;
  #pid = '';
  #offset = '';

  constructor(
    readonly socket: Socket,
    readonly id: string,
  ) {
    socket.io.on('packet', ({ type, data }: { type: number; data?: unknown }) => {
      if (type === 0 && isObject(data)) this.#pid = String(data.pid);
      // The last value of a notice is its place in what Socket.io remembers.
      if (type === 2 && Array.isArray(data) && data.length > 2) this.#offset = String(data.at(-1));
    });
    socket.onAny((name: string, payload: unknown) => {
      if (name !== 'seat:check') {
        this.heard.push({ name, payload });
        return;
      }
      this.checks += 1;
      if (this.answersChecks && typeof payload === 'function') payload(true);
    });
  }

  get recovery(): Recovery {
    return { page: this.id, pid: this.#pid, offset: this.#offset };
  }

  ask<E extends RequestName>(event: E, payload: RequestInput<E>): Promise<Ack<Reply<E>>> {
    return this.socket.timeout(5_000).emitWithAck(event, payload);
  }

  async join(ticket?: string): Promise<Joined> {
    const answer = await this.ask('join', {
      room: ROOM,
      name: 'Ana',
      page: this.id,
      ...(ticket !== undefined && { ticket }),
    });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.data;
  }

  names(name: NoticeName): unknown[] {
    return this.heard.filter((one) => one.name === name).map(({ payload }) => payload);
  }

  /** Loses the line, without a goodbye. */
  loseLine(): void {
    this.socket.io.engine.close();
  }
}

/** How a page of the tests connects. */
interface Connecting {
  page?: string;
  headers?: Record<string, string>;
  transport?: string;
}

/** What a server of the tests has of its own. */
interface FixtureOptions {
  linesPerNetwork?: number;
  trustProxy?: readonly string[];
}

export async function signalingFixture({ linesPerNetwork, trustProxy = [] }: FixtureOptions = {}) {
  const { rooms, lobby, context, clock } = fixture();
  const moderation = new Moderation(context, rooms);
  const counted = { oversized: 0, floods: 0, refused: [] as string[] };
  const strangeProxies: object[] = [];
  const http = createServer();
  const signaling = createSignaling(http, {
    rooms,
    lobby,
    publishing: new Publishing(context, rooms),
    conversation: new Conversation(context, rooms),
    reading: new Reading(context, rooms),
    moderation,
    order: new Order(context, rooms, moderation),
    admission: new Admission(context, rooms),
    gestures: new Gestures(context, rooms),
    captions: new Captions(context, rooms),
    checks: new ConnectionChecks(
      {
        open: () => Promise.reject(new Refusal('check-busy')),
        connect: () => Promise.reject(new Refusal('not-found')),
        close() {},
      },
      { stunUrls: [], turn: null },
      clock,
    ),
    direct: new Direct(context, rooms, {
      offered: true,
      stunUrls: [],
      turn: null,
      stepDownDelay: 30_000,
      metrics: { directAttempted() {}, directFailed() {} },
    }),
    events: context.events,
    clock,
    linesPerNetwork,
    visitors: {
      trustProxy,
      browserKey: Buffer.alloc(32, 1),
      secure: false,
      log: { warn: (details) => strangeProxies.push(details) },
    },
    origins: { publicUrl: null, allowedOrigins: [] },
    metrics: {
      refused: (code) => counted.refused.push(code),
      oversizedFrame: () => (counted.oversized += 1),
      flooded: () => (counted.floods += 1),
      joined() {},
    },
    log: { error() {} },
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const sockets: Socket[] = [];

  return {
    rooms,
    clock,
    counted,
    /** What the log says of proxies that are not trusted. */
    strangeProxies,
    port,
    connected: () => signaling.connected(),
    /** Connects a page: a new one, one of this id, or one that asks Socket.io for its state back. */
    async connect(as: string | Recovery | Connecting = {}): Promise<TestPage> {
      const {
        page = randomUUID(),
        headers = {},
        transport = 'websocket',
        ...recovery
      }: Connecting & Partial<Recovery> = typeof as === 'string' ? { page: as } : as;
      const socket = io(`http://127.0.0.1:${port}`, {
        transports: [transport],
        extraHeaders: headers,
        forceNew: true,
        reconnection: false,
        auth: { version: PROTOCOL_VERSION, page, ...recovery },
      });
      sockets.push(socket);
      const testPage = new TestPage(socket, page);
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      return testPage;
    },
    close() {
      for (const socket of sockets) socket.close();
      signaling.close();
      http.close();
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
