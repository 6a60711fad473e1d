import type { EventEmitter } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import {
  errorReply,
  FRAME_SIZE,
  Handshake,
  PROTOCOL_VERSION,
  SEAT_KEPT,
  type ErrorCode,
} from '@hangouts/protocol';
import { Server } from 'socket.io';
import type { Admission } from '../rooms/admission.js';
import type { ConnectionChecks } from '../rooms/connection-checks.js';
import type { Clock } from '../rooms/context.js';
import type { Conversation } from '../rooms/conversation.js';
import type { Direct } from '../rooms/direct.js';
import type { RoomEvents } from '../rooms/events.js';
import type { Captions } from '../rooms/captions.js';
import type { Gestures } from '../rooms/gestures.js';
import type { Lobby } from '../rooms/lobby.js';
import type { Moderation } from '../rooms/moderation.js';
import type { Order } from '../rooms/order.js';
import type { Publishing } from '../rooms/publishing.js';
import type { Reading } from '../rooms/reading.js';
import type { Rooms } from '../rooms/rooms.js';
import { admissionHandlers } from './admission-handlers.js';
import { bind, type BindOptions } from './bind.js';
import { createBudgets } from './budgets.js';
import { chatHandlers } from './chat-handlers.js';
import { checkHandlers } from './check-handlers.js';
import { directHandlers } from './direct-handlers.js';
import { guardFrames, type FrameMetrics } from './frames.js';
import { joinHandlers, leave, waitNoLonger, type JoinMetrics } from './join-handlers.js';
import { mediaHandlers } from './media-handlers.js';
import { limitLines } from './line-limit.js';
import { isAllowedOrigin, type OriginRules } from './origin.js';
import { orderHandlers } from './order-handlers.js';
import { bindOutbound } from './outbound.js';
import type { PageServer, PageSocket } from './page.js';
import { gestureHandlers } from './gesture-handlers.js';
import { peopleHandlers } from './people-handlers.js';
import { comeBack, guardRecovery } from './recovery.js';
import { knowVisitors, type VisitorOptions } from './visitor.js';

/**
 * Socket.io's own heartbeat: a dead line is noticed within the sum of the two, in milliseconds; by its own page sooner,
 * from its media. In a room where one speaks and a hundred listen, heartbeats are most of what the server itself does.
 */
const PING_INTERVAL = 10_000;
const PING_TIMEOUT = 4_000;

/**
 * Socket.io recovers a page's state from the last notice it got, as long as that is remembered: half the
 * time, in milliseconds, keeps one at hand in the quietest room.
 */
const TICK_INTERVAL = SEAT_KEPT / 2;

export interface SignalingOptions {
  rooms: Rooms;
  lobby: Lobby;
  publishing: Publishing;
  conversation: Conversation;
  reading: Reading;
  moderation: Moderation;
  admission: Admission;
  order: Order;
  gestures: Gestures;
  captions: Captions;
  direct: Direct;
  checks: ConnectionChecks;
  events: EventEmitter<RoomEvents>;
  clock: Clock;
  /** The most lines of one network; as many as `limitLines` says where it is left out. */
  linesPerNetwork?: number | undefined;
  origins: OriginRules;
  visitors: VisitorOptions;
  metrics: SignalingMetrics;
  log: BindOptions['log'];
}

export interface SignalingMetrics extends JoinMetrics, FrameMetrics {
  refused(code: ErrorCode): void;
}

export interface Signaling {
  /** How many pages are connected. */
  connected(): number;
  /** Closes every socket; the pages come back to the server that starts next. */
  close(): void;
}

/** Attaches signaling to the HTTP server. */
export function createSignaling(http: HttpServer, options: SignalingOptions): Signaling {
  const { rooms, metrics } = options;
  const io: PageServer = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: FRAME_SIZE,
    pingInterval: PING_INTERVAL,
    pingTimeout: PING_TIMEOUT,
    connectionStateRecovery: { maxDisconnectionDuration: SEAT_KEPT, skipMiddlewares: false },
    allowRequest: (request, done) => {
      if (!isAllowedOrigin(request.headers, options.origins)) return done('origin not allowed', false);
      const admitted = lineLimit.admits(request);
      if (!admitted) metrics.refused('rate-limited');
      done(admitted ? null : 'too many lines from this network', admitted);
    },
  });
  const budgets = createBudgets();
  const visitorOf = knowVisitors(io, options.visitors);
  const bindOptions: BindOptions = {
    handlers: {
      ...joinHandlers(io, rooms, options.lobby, visitorOf, metrics),
      ...mediaHandlers(options.publishing, budgets),
      ...chatHandlers(options.conversation, options.reading),
      ...peopleHandlers(options.moderation),
      ...admissionHandlers(options.admission),
      ...orderHandlers(options.order),
      ...gestureHandlers(options.gestures, options.captions),
      ...checkHandlers(options.checks),
      ...directHandlers(options.direct, budgets),
    },
    charge: ({ id, data }, name) => budgets.charge(id, data.seat?.participant ?? null, name),
    refused: (code) => metrics.refused(code),
    log: options.log,
  };
  const lineLimit = limitLines(io, {
    clock: options.clock,
    most: options.linesPerNetwork,
    networkOf: (request) => visitorOf(request).network,
  });
  let closing = false;

  io.use((socket, next) => {
    const refusal = lineLimit.isTooMany(socket.request) ? 'rate-limited' : greet(socket);
    if (refusal !== null) metrics.refused(refusal);
    next(refusal === null ? undefined : connectError(refusal));
  });
  io.on('connection', (socket) => {
    bind(socket, bindOptions);
    comeBack(socket, rooms);
    socket.on('disconnect', (reason) => {
      options.checks.close(socket.id);
      waitNoLonger(socket, rooms);
      // The page says goodbye where it can; whatever else happens is a lost line.
      if (reason === 'client namespace disconnect') leave(socket, rooms);
      else if (socket.data.seat !== null && !closing) rooms.lineLost(socket.data.seat, socket.data.page);
    });
  });
  bindOutbound(io, options.events);
  guardRecovery(io, rooms);
  guardFrames(io, metrics);
  const ticking = setInterval(() => io.emit('tick', {}), TICK_INTERVAL);
  ticking.unref();

  return {
    connected: () => io.engine.clientsCount,
    close() {
      closing = true;
      clearInterval(ticking);
      io.disconnectSockets(true);
      io.engine.close();
    },
  };
}

/** Reads the handshake into the page's data, or says why the page cannot connect. */
function greet(socket: PageSocket): ErrorCode | null {
  const handshake = Handshake.safeParse(socket.handshake.auth);
  if (!handshake.success) return 'invalid';
  if (handshake.data.version !== PROTOCOL_VERSION) return 'protocol-version';
  if (socket.recovered && socket.data.page !== handshake.data.page) return 'invalid';
  if (!socket.recovered) socket.data = { page: handshake.data.page, seat: null, waiting: null };
  return null;
}

function connectError(code: ErrorCode): Error {
  return Object.assign(new Error(code), { data: errorReply(code) });
}
