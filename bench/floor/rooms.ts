/** The floor's rooms: a router each, the participants' transports, producers and consumers, and nothing else. */
import { createWorker } from 'mediasoup';
import type { Consumer, Producer, Router, WebRtcServer, WebRtcTransport, Worker } from 'mediasoup/types';
import type { Server, Socket } from 'socket.io';
import { MEDIA_CODECS } from '../../server/src/media/codecs.js';
import type { ClientToServer, Consumed, Joined, ServerToClient } from './wire.js';

// As the product sets them: what differs is to be the order of doing, not the numbers.
const FIRST_OUTGOING_BITRATE = 1_000_000;
const KEY_FRAME_REQUEST_DELAY_MS = 350;
const SOCKET_BUFFER_BYTES = 4_000_000;

export interface MediaAddress {
  /** Of the first worker; each further one takes the next. */
  port: number;
  host: string;
  /** Told to the pages in place of the host. */
  announced: string | undefined;
  workers: number;
}

/** A worker and the one port of its media. */
interface Home {
  worker: Worker;
  server: WebRtcServer;
}

interface Room {
  router: Router;
  home: Home;
  people: Set<Person>;
}

interface Person {
  socket: FloorSocket;
  send: WebRtcTransport;
  receive: WebRtcTransport;
  producers: Map<string, Producer>;
  consumers: Map<string, Consumer>;
}

type FloorSocket = Socket<ClientToServer, ServerToClient>;

/** Starts the workers; the binary is MEDIASOUP_WORKER_BIN or mediasoup's own. */
export async function startWorkers({ port, host, announced, workers }: MediaAddress): Promise<Home[]> {
  return Promise.all(
    Array.from({ length: workers }, async (_, index) => {
      const worker = await createWorker();
      const address = {
        ip: host,
        port: port + index,
        ...(announced !== undefined && { announcedAddress: announced }),
      };
      const buffers = { sendBufferSize: SOCKET_BUFFER_BYTES, recvBufferSize: SOCKET_BUFFER_BYTES };
      const server = await worker.createWebRtcServer({
        listenInfos: [
          { protocol: 'udp', ...address, ...buffers },
          { protocol: 'tcp', ...address },
        ],
      });
      return { worker, server };
    }),
  );
}

// mediasoup and mediasoup-client write the same shapes with different lists of known header extensions: hence
// the casts below.

/** Answers the pages' messages. */
export function serveRooms(io: Server<ClientToServer, ServerToClient>, homes: readonly Home[]): void {
  const rooms = new Map<string, Promise<Room>>();
  let next = 0;

  const openRoom = async (): Promise<Room> => {
    const home = homes[next++ % homes.length];
    if (home === undefined) throw new Error('There is no worker');
    return { router: await home.worker.createRouter({ mediaCodecs: MEDIA_CODECS }), home, people: new Set() };
  };

  io.on('connection', (socket) => {
    socket.once('join', async ({ room: name }, answer) => {
      const opening = rooms.get(name) ?? openRoom();
      rooms.set(name, opening);
      const room = await opening;
      const [send, receive] = await Promise.all([createTransport(room), createTransport(room)]);
      const person: Person = { socket, send, receive, producers: new Map(), consumers: new Map() };
      const { people } = room;
      answer({
        rtpCapabilities: room.router.rtpCapabilities as Joined['rtpCapabilities'],
        send: parametersOf(send),
        receive: parametersOf(receive),
        producers: [...people].flatMap(offersOf),
      });
      people.add(person);
      bindPerson(room, person);
      socket.on('disconnect', () => {
        people.delete(person);
        send.close();
        receive.close();
        if (people.size > 0) return;
        rooms.delete(name);
        room.router.close();
      });
    });
  });
}

function bindPerson(room: Room, person: Person): void {
  const { socket, send, receive, producers, consumers } = person;

  socket.on('open', async ({ transport, dtlsParameters }, answer) => {
    await (transport === send.id ? send : receive).connect({ dtlsParameters });
    answer(null);
  });

  socket.on('produce', async ({ kind, rtpParameters }, answer) => {
    const producer = await send.produce({
      kind,
      rtpParameters: rtpParameters as Parameters<WebRtcTransport['produce']>[0]['rtpParameters'],
      ...(kind === 'video' && { keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS }),
    });
    producers.set(producer.id, producer);
    answer(producer.id);
    for (const other of room.people) {
      if (other !== person)
        other.socket.emit('offered', { producer: producer.id, participant: socket.id, kind });
    }
  });

  socket.on('consume', async ({ producer, rtpCapabilities }, answer) => {
    const consumer = await receive.consume({
      producerId: producer,
      rtpCapabilities: rtpCapabilities as Parameters<WebRtcTransport['consume']>[0]['rtpCapabilities'],
      paused: true,
    });
    const { id, producerId, kind, rtpParameters } = consumer;
    consumers.set(id, consumer);
    consumer.on('producerclose', () => {
      consumers.delete(id);
      socket.emit('ended', id);
    });
    answer({ id, producerId, kind, rtpParameters: rtpParameters as Consumed['rtpParameters'] });
  });

  socket.on('resume', async ({ consumer }, answer) => {
    await consumers.get(consumer)?.resume();
    answer(null);
  });
}

function createTransport({ router, home }: Room): Promise<WebRtcTransport> {
  return router.createWebRtcTransport({
    webRtcServer: home.server,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    initialAvailableOutgoingBitrate: FIRST_OUTGOING_BITRATE,
  });
}

function parametersOf({ id, iceParameters, iceCandidates, dtlsParameters }: WebRtcTransport): Joined['send'] {
  return { id, iceParameters, iceCandidates, dtlsParameters };
}

function offersOf({ socket, producers }: Person): Joined['producers'] {
  return [...producers.values()].map(({ id, kind }) => ({ producer: id, participant: socket.id, kind }));
}
