/** What a server does under load: what it costs, and what arrives. */
import type { BotCounts } from '../bots/bot.js';
import type { BotHandle, Bots } from '../bots/bots.js';
import type { ReceivedCounts } from '../bots/receiver.js';
import { processorTime } from '../machine/processes.js';
import type { Server } from '../machine/servers.js';

/** What SRTP's tag (RFC 3711), UDP and IPv4 add to a packet, in bytes. */
const WIRE = 10 + 8 + 20;

/** What so many bots received since they joined. */
export interface Received {
  packets: number;
  lost: number;
  /** As on the wire, without what lies below IP. */
  bytes: number;
}

/** What happened between two moments. */
export interface Stretch extends Received {
  seconds: number;
  /** Of the server and its media workers, in microseconds. */
  processor: number;
  /** Of that, the media workers'. */
  workers: number;
}

interface Moment extends Received {
  at: number;
  server: number;
  workers: number;
}

/** Notes what a server costs and its bots receive; gives the way to say what it was from then to the call. */
export async function observe(
  server: Server,
  bots: Bots,
  viewers: readonly BotHandle[],
): Promise<() => Promise<Stretch>> {
  const workers = await server.workers();
  const look = async (): Promise<Moment> => {
    const [own, times, counts] = await Promise.all([
      processorTime(server.pid),
      Promise.all(workers.map(processorTime)),
      bots.count(viewers),
    ]);
    return {
      at: performance.now(),
      server: own,
      workers: times.reduce((sum, time) => sum + time, 0),
      ...receivedBy(counts),
    };
  };
  const before = await look();
  return async () => {
    const after = await look();
    return {
      seconds: (after.at - before.at) / 1_000,
      processor: after.server + after.workers - before.server - before.workers,
      workers: after.workers - before.workers,
      packets: after.packets - before.packets,
      lost: after.lost - before.lost,
      bytes: after.bytes - before.bytes,
    };
  };
}

/** All of what so many bots received since they joined. */
export function receivedBy(counts: readonly BotCounts[]): Received {
  const sum = (of: (received: ReceivedCounts) => number) =>
    counts.reduce((total, { received }) => total + of(received.audio) + of(received.video), 0);
  return {
    packets: sum(({ packets }) => packets),
    lost: sum(({ lost }) => lost),
    bytes: sum(({ bytes, packets }) => bytes + packets * WIRE),
  };
}

/** How much so many bots sent since they joined: bytes as on the wire, without what lies below IP. */
export function sentBy(counts: readonly BotCounts[]): number {
  return counts
    .flatMap(({ sent }) => [sent.audio, sent.video])
    .reduce((total, { bytes, packets }) => total + bytes + packets * WIRE, 0);
}
