import type { ConsumerParameters, Notice, ViewedTile } from '@hangouts/protocol';
import { Caller } from '../../../../e2e/support/caller.js';
import type { OpenLine } from './line.js';

/** A line to the product's server. */
export const openHangoutsLine: OpenLine = async ({ url, room, name, capabilities }, events) => {
  const caller = await Caller.connect(url);
  const consumers = new Map<string, ConsumerParameters>();
  const offer = (consumer: ConsumerParameters) => {
    consumers.set(consumer.id, consumer);
    events.consumer(consumer);
  };
  caller.socket.on('media:consumer', offer);
  caller.socket.on('media:consumer-closed', ({ consumer }: Notice<'media:consumer-closed'>) => {
    consumers.delete(consumer);
    events.consumerClosed(consumer);
  });
  caller.socket.on('media:wanted', ({ producer, layers }: Notice<'media:wanted'>) =>
    events.wanted(producer, layers),
  );
  try {
    const { rtpCapabilities } = await caller.get('lobby:enter', { room });
    const { media } = await caller.join(room, name, { rtpCapabilities: capabilities(rtpCapabilities) });
    if (media === null) throw new Error('The server gave no media');
    const running = new Set(media.consumers.map(({ id }) => id));
    for (const consumer of media.consumers) offer(consumer);
    return {
      routerCapabilities: rtpCapabilities,
      send: media.send,
      receive: media.receive,
      async connect(transport, dtlsParameters) {
        await caller.get('media:connect', { transport, dtlsParameters });
      },
      async publish(source, rtpParameters, size) {
        const sized = size === undefined ? {} : { size };
        const { producer } = await caller.get('media:produce', {
          source,
          rtpParameters,
          paused: false,
          ...sized,
        });
        return producer;
      },
      async start(consumer) {
        if (!running.has(consumer)) await caller.get('media:start', { consumers: [consumer] });
      },
      async look(seen) {
        const tiles = seen.flatMap(({ consumer, width, height }): ViewedTile[] => {
          const { participant, source } = consumers.get(consumer) ?? {};
          const isPicture = source === 'camera' || source === 'screen';
          return participant === undefined || !isPicture ? [] : [{ participant, source, width, height }];
        });
        await caller.get('view:tiles', { tiles });
      },
      leave: () => caller.leave(),
    };
  } catch (error) {
    caller.leave();
    throw error;
  }
};
