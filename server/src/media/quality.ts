import type { LineQuality, MediaQuality, PausedBy, ReceivedQuality, SentQuality } from '@hangouts/protocol';
import type { WebRtcTransport } from 'mediasoup/types';
import { bestScore, heldBy, type Layers } from './line-policy.js';
import type { Forwarded, WatchedTrack } from './line-watch.js';
import type { BudgetEffect } from './viewer-budget.js';

/** What of a participant is read. */
export interface Measured {
  send: WebRtcTransport | null;
  receive: WebRtcTransport | null;
  sent: Iterable<WatchedTrack>;
  received: Iterable<Forwarded>;
  /** What the participant's budget does to a consumer. */
  budget(consumerId: string): BudgetEffect | null;
}

/**
 * How somebody's media go, as the server sees it. Asks the worker at most three times, however many tracks there
 * are: the rest mediasoup tells by itself. Rejects as mediasoup where something ends meanwhile.
 */
export async function readQuality({
  send,
  receive,
  sent,
  received,
  budget,
}: Measured): Promise<MediaQuality> {
  const forwarded = [...received];
  const [sending, receiving, roundTrip] = await Promise.all([
    lineOf(send),
    lineOf(receive),
    roundTripOf(forwarded),
  ]);
  return {
    send: sending,
    receive: receiving,
    roundTrip,
    sent: [...sent].map(sentQuality),
    received: forwarded.map((one) => receivedQuality(one, budget(one.consumer.id))),
  };
}

/** Null before the page is connected. */
async function lineOf(transport: WebRtcTransport | null): Promise<LineQuality | null> {
  const tuple = transport?.iceSelectedTuple;
  if (transport === null || tuple === undefined) return null;
  const [stats] = await transport.getStats();
  const { availableOutgoingBitrate, rtpPacketLossReceived, rtpPacketLossSent } = stats ?? {};
  const losses = [rtpPacketLossReceived, rtpPacketLossSent].filter((loss) => loss !== undefined);
  return {
    protocol: tuple.protocol === 'udp' ? 'udp' : 'tcp',
    estimate: availableOutgoingBitrate ?? null,
    loss: losses.length === 0 ? null : Math.min(1, Math.max(...losses)),
  };
}

/** All tracks go over one line: one that runs tells of it. */
async function roundTripOf(forwarded: readonly Forwarded[]): Promise<number | null> {
  const running = forwarded.find(({ consumer }) => !consumer.paused && !consumer.producerPaused);
  if (running === undefined) return null;
  const stats = await running.consumer.getStats();
  return stats.find(({ type }) => type === 'outbound-rtp')?.roundTripTime ?? null;
}

function sentQuality({ source, producer }: WatchedTrack): SentQuality {
  const scores = producer.score.map(({ score }) => score);
  return { source, paused: producer.paused, score: producer.paused ? null : bestScore(scores) };
}

function receivedQuality({ consumer, track }: Forwarded, budget: BudgetEffect | null): ReceivedQuality {
  const pausedBy = pausedByOf({ consumer, track }, budget);
  const layers = layersOf({ consumer, track });
  const { score, producerScore, producerScores } = consumer.score;
  return {
    participant: track.participant,
    source: track.source,
    pausedBy,
    layers,
    heldBy:
      layers === null || pausedBy !== null ? null : heldBy(layers, producerScores, budget === 'smaller'),
    score: pausedBy === null ? bestScore([score]) : null,
    senderScore: pausedBy === null ? bestScore([producerScore]) : null,
  };
}

function pausedByOf({ consumer, track }: Forwarded, budget: BudgetEffect | null): PausedBy | null {
  if (consumer.producerPaused) return 'sender';
  if (!consumer.paused) return null;
  if (track.layers === null) return 'voices';
  return budget === 'paused' ? 'budget' : 'view';
}

/** Null for sound. */
function layersOf({ consumer, track }: Forwarded): Layers | null {
  if (track.layers === null) return null;
  const all = track.layers.scales.length;
  // Of what has one layer mediasoup tells none.
  if (all === 1) return { all, preferred: 0, current: 0 };
  return {
    all,
    preferred: consumer.preferredLayers?.spatialLayer ?? all - 1,
    current: consumer.currentLayers?.spatialLayer ?? null,
  };
}
