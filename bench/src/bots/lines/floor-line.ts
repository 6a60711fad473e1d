import type { RtpCapabilities, RtpParameters, TransportParameters } from '@hangouts/protocol';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, Consumed, Joined, Offered, ServerToClient } from '../../../floor/wire.js';
import type { OpenLine } from './line.js';

// mediasoup and mediasoup-client write the protocol's shapes with lists of known names: hence the casts below.

/** A line to the floor's server. */
export const openFloorLine: OpenLine = async ({ url, room, capabilities }, events) => {
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(error);
    });
  });
  // Who is offered before the answer has come is consumed after it.
  const early: Offered[] = [];
  let offer = (offered: Offered): void => void early.push(offered);
  socket.on('offered', (offered) => offer(offered));
  socket.on('ended', (id) => events.consumerClosed(id));
  const joined = await socket.emitWithAck('join', { room });
  const routerCapabilities = joined.rtpCapabilities as RtpCapabilities;
  const rtpCapabilities = capabilities(routerCapabilities) as Joined['rtpCapabilities'];
  offer = ({ producer }) => {
    void socket.emitWithAck('consume', { producer, rtpCapabilities }).then(({ id, kind, rtpParameters }) => {
      events.consumer({
        id,
        producerId: producer,
        kind,
        rtpParameters: rtpParameters as RtpParameters,
      });
    });
  };
  for (const offered of [...joined.producers, ...early]) offer(offered);
  return {
    routerCapabilities,
    send: joined.send as TransportParameters,
    receive: joined.receive as TransportParameters,
    async connect(transport, dtlsParameters) {
      await socket.emitWithAck('open', { transport, dtlsParameters });
    },
    async publish(source, rtpParameters) {
      return socket.emitWithAck('produce', {
        kind: source === 'camera' ? 'video' : 'audio',
        rtpParameters: rtpParameters as Consumed['rtpParameters'],
      });
    },
    async start(consumer) {
      await socket.emitWithAck('resume', { consumer });
    },
    look: () => Promise.resolve(),
    leave: () => void socket.disconnect(),
  };
};
