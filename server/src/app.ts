import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Config } from './config/config.js';
import { createHttp, type Listening } from './http/http.js';
import type { Log } from './log.js';
import { createMedia } from './media/media.js';
import { createMetrics } from './metrics.js';
import { networkName } from './network.js';
import { Admission } from './rooms/admission.js';
import { systemClock, type RoomContext } from './rooms/context.js';
import { ConnectionChecks } from './rooms/connection-checks.js';
import { Conversation } from './rooms/conversation.js';
import { Direct } from './rooms/direct.js';
import type { RoomEvents } from './rooms/events.js';
import { Captions } from './rooms/captions.js';
import { Gestures } from './rooms/gestures.js';
import { Lobby } from './rooms/lobby.js';
import { Moderation } from './rooms/moderation.js';
import { Order } from './rooms/order.js';
import { Ownership } from './rooms/ownership.js';
import { Publishing } from './rooms/publishing.js';
import { Reading } from './rooms/reading.js';
import { Rooms } from './rooms/rooms.js';
import { createSignaling } from './signaling/server.js';
import { loadSecret } from './store/secret.js';
import { openStore } from './store/store.js';
import { createInvitations } from './store/invitations.js';
import { createPasscodes } from './store/passcodes.js';
import { createTickets } from './store/tickets.js';
import { deriveBytes } from './store/tokens.js';

const WEB_ROOT = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** How often meetings that are over are looked for, in milliseconds. */
const SWEEP_INTERVAL = 10 * 60 * 1_000;

export interface App {
  listening: Listening;
  /** Closes the sockets, the media and the store, in this order; what is being answered is answered first. */
  close(): Promise<void>;
}

/**
 * Joins the rooms with every adapter and listens. The only file that knows them all.
 * @throws StartError where something cannot start, in words
 */
export async function startApp(config: Config, log: Log): Promise<App> {
  const metrics = createMetrics();
  const [store, secret, media] = await Promise.all([
    openStore({ dataDir: config.dataDir, log }),
    loadSecret(config.dataDir, config.secret),
    createMedia({
      workers: config.media.workers,
      rtcPort: config.media.port,
      rtcHost: config.media.host,
      announcedAddresses: config.media.announcedAddresses ?? [],
      workerBin: config.media.workerBinary ?? undefined,
      onWorkerDied: () => metrics.workerDied(),
      onVoiceSwitched: (forwarded, consumers) => metrics.voiceSwitched(forwarded, consumers),
      log,
    }),
  ]);
  await store.rooms.settleAfterStart(systemClock.now());

  const [tickets, invitations, browserKey, makerKey] = await Promise.all([
    createTickets(secret),
    createInvitations(secret),
    deriveBytes(secret, 'hangouts:browser'),
    deriveBytes(secret, 'hangouts:maker'),
  ]);
  const context: RoomContext = {
    media,
    store: store.rooms,
    owned: store.owned,
    chat: store.chat,
    files: store.files,
    tickets,
    invitations,
    passcodes: createPasscodes(),
    events: new EventEmitter<RoomEvents>(),
    clock: systemClock,
    log,
    roomLimit: config.roomLimit ?? Infinity,
  };
  const rooms = new Rooms(context);
  const ownership = new Ownership(context, rooms);
  const http = await createHttp({
    config,
    webRoot: WEB_ROOT,
    log,
    files: store.files,
    readerOf: (room, ticket) => rooms.readerOf(room, ticket),
    ownership,
    makerOf: (address) => networkName(address, makerKey),
    checks: { media: () => media.check(), store: () => store.check() },
    metrics,
  });
  const moderation = new Moderation(context, rooms);
  const signaling = createSignaling(http.server, {
    rooms,
    lobby: new Lobby(context, rooms),
    publishing: new Publishing(context, rooms),
    conversation: new Conversation(context, rooms),
    reading: new Reading(context, rooms),
    moderation,
    order: new Order(context, rooms, moderation),
    admission: new Admission(context, rooms),
    gestures: new Gestures(context, rooms),
    captions: new Captions(context, rooms),
    checks: new ConnectionChecks(media.probes, config.direct, systemClock),
    direct: new Direct(context, rooms, { ...config.direct, metrics }),
    events: context.events,
    clock: systemClock,
    origins: config,
    visitors: {
      trustProxy: config.trustProxy,
      browserKey,
      secure: config.publicUrl?.startsWith('https:') ?? false,
      log,
    },
    metrics,
    log,
  });
  metrics.observe({
    sockets: () => signaling.connected(),
    rooms: () => rooms.counts().rooms,
    participants: () => rooms.counts().participants,
    rungs: () => rooms.rungs(),
  });
  const sweeping = setInterval(() => {
    rooms
      .endMeetings()
      .then(() => ownership.expire())
      .catch((error: unknown) => log.error({ err: error }, 'a meeting could not be ended'));
  }, SWEEP_INTERVAL);
  sweeping.unref();

  const listening = await http.listen();
  return {
    listening,
    async close() {
      clearInterval(sweeping);
      signaling.close();
      await http.close();
      media.shutdown();
      await store.close();
      metrics.close();
    },
  };
}
