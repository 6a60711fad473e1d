/** What the peer connections have counted so far, out of `getStats` (W3C webrtc-stats), in one shape for all browsers. */
import type { ParticipantId, Source } from '@hangouts/protocol';
import type { ConnectionReport, StreamName } from '../link.js';

/** The way that media take. */
export interface Path {
  /** Who is at the other end. */
  end: 'server' | 'person';
  protocol: 'udp' | 'tcp';
  /** Through a relay (TURN, RFC 8656). */
  relay: boolean;
}

/** One connection, counted since it began. */
export interface ConnectionReading {
  id: string;
  path: Path | null;
  /** Milliseconds, as measured last. */
  roundTrip: number | null;
  /** Both ways. */
  bytes: number;
  /** What the browser believes it can send, in bits per second. */
  available: number | null;
}

/** One of the others' tracks, counted since it began. */
export interface IncomingReading {
  /** Tells it from a later one of the same source. */
  key: string;
  participant: ParticipantId;
  source: Source;
  bytes: number;
  packets: number;
  lost: number;
  /** Milliseconds. */
  jitter: number | null;
  /** Frames that were decoded; zero for sound. */
  frames: number;
  /** Seconds in which the picture stood still though it should have moved. */
  frozen: number;
  width: number;
  height: number;
}

/** One of one's own tracks, all its layers together, counted since it began. */
export interface OutgoingReading {
  key: string;
  source: Source;
  bytes: number;
  packets: number;
  /** As the other end says. */
  lost: number;
  /** Milliseconds. */
  roundTrip: number | null;
  /** Frames of the layer that has most of them. */
  frames: number;
  /** The largest picture that is sent now. */
  width: number;
  height: number;
  /** Layers, and how many of them are switched on. */
  layers: number;
  active: number;
  /** Seconds in which the machine, or the line, held it down: of the layer held down most. */
  machineLimited: number;
  lineLimited: number;
  /** What comes from the device: frames of a camera, null where the browser does not say. */
  captured: number | null;
  capturedWidth: number;
  capturedHeight: number;
  /** Energy and seconds of sound (webrtc-stats, `totalAudioEnergy`), null where the browser does not say. */
  sound: { energy: number; seconds: number } | null;
}

export interface Reading {
  /** Milliseconds on the page's own clock. */
  at: number;
  connections: ConnectionReading[];
  incoming: IncomingReading[];
  outgoing: OutgoingReading[];
}

type Stat = Readonly<Record<string, unknown>>;

/** Reads what there is. Nothing of a report is taken for granted: browsers leave out what they do not measure. */
export function readReports(at: number, reports: readonly ConnectionReport[]): Reading {
  const reading: Reading = { at, connections: [], incoming: [], outgoing: [] };
  for (const { id, end, streams, stats } of reports) {
    const byId = new Map<string, Stat>();
    stats.forEach((stat: Stat) => byId.set(text(stat, 'id'), stat));
    const all = [...byId.values()];
    reading.connections.push(readConnection(id, end, byId, all));
    for (const [mid, name] of streams) {
      const rtp = all.filter((stat) => stat['mid'] === mid);
      const inbound = rtp.find(({ type }) => type === 'inbound-rtp');
      const outbound = rtp.filter(({ type }) => type === 'outbound-rtp');
      if (name.participant !== null && inbound !== undefined) {
        reading.incoming.push(readIncoming(id, name.participant, name.source, inbound));
      }
      if (name.participant === null && outbound.length > 0) {
        reading.outgoing.push(readOutgoing(id, name, outbound, byId, all));
      }
    }
  }
  return reading;
}

function readConnection(
  id: string,
  end: Path['end'],
  byId: ReadonlyMap<string, Stat>,
  all: readonly Stat[],
): ConnectionReading {
  const transport = all.find(({ type }) => type === 'transport');
  const pair =
    byId.get(text(transport, 'selectedCandidatePairId')) ??
    all.find(({ type, selected }) => type === 'candidate-pair' && selected === true);
  const local = byId.get(text(pair, 'localCandidateId'));
  const remote = byId.get(text(pair, 'remoteCandidateId'));
  const measured = count(pair, 'responsesReceived') > 0 ? number(pair, 'currentRoundTripTime') : null;
  return {
    id,
    path:
      local === undefined
        ? null
        : {
            end,
            // By a relay it is the way to the relay that counts (webrtc-stats, `relayProtocol`).
            protocol: (text(local, 'relayProtocol') || text(local, 'protocol')) === 'udp' ? 'udp' : 'tcp',
            relay: [local, remote].some((candidate) => candidate?.['candidateType'] === 'relay'),
          },
    roundTrip: toMilliseconds(measured),
    bytes: count(pair, 'bytesSent') + count(pair, 'bytesReceived'),
    available: number(pair, 'availableOutgoingBitrate'),
  };
}

function readIncoming(
  connection: string,
  participant: ParticipantId,
  source: Source,
  stat: Stat,
): IncomingReading {
  return {
    key: `${connection}/${text(stat, 'id')}`,
    participant,
    source,
    bytes: count(stat, 'bytesReceived'),
    packets: count(stat, 'packetsReceived'),
    lost: count(stat, 'packetsLost'),
    jitter: toMilliseconds(number(stat, 'jitter')),
    frames: count(stat, 'framesDecoded'),
    frozen: count(stat, 'totalFreezesDuration'),
    width: count(stat, 'frameWidth'),
    height: count(stat, 'frameHeight'),
  };
}

function readOutgoing(
  connection: string,
  { source }: StreamName,
  layers: readonly Stat[],
  byId: ReadonlyMap<string, Stat>,
  all: readonly Stat[],
): OutgoingReading {
  const remotes = layers
    .map((layer) => byId.get(text(layer, 'remoteId')))
    .filter((remote) => remote !== undefined);
  const active = layers.filter((layer) => layer['active'] !== false);
  const largest = active.reduce<Stat | undefined>(
    (best, layer) => (count(layer, 'frameWidth') > count(best, 'frameWidth') ? layer : best),
    undefined,
  );
  const kind = text(layers[0], 'kind');
  const device =
    byId.get(text(layers[0], 'mediaSourceId')) ?? onlyOne(all, 'media-source', kind) ?? undefined;
  const energy = number(device, 'totalAudioEnergy');
  const seconds = number(device, 'totalSamplesDuration');
  return {
    key: `${connection}/${layers.map((layer) => text(layer, 'id')).join('+')}`,
    source,
    bytes: sum(layers, 'bytesSent'),
    packets: sum(layers, 'packetsSent'),
    lost: sum(remotes, 'packetsLost'),
    roundTrip: toMilliseconds(most(remotes, 'roundTripTime')),
    frames: most(layers, 'framesSent') ?? 0,
    width: count(largest, 'frameWidth'),
    height: count(largest, 'frameHeight'),
    layers: layers.length,
    active: active.length,
    machineLimited: limited(layers, 'cpu'),
    lineLimited: limited(layers, 'bandwidth'),
    captured: number(device, 'frames'),
    capturedWidth: count(device, 'width'),
    capturedHeight: count(device, 'height'),
    sound: energy === null || seconds === null ? null : { energy, seconds },
  };
}

/** Firefox does not say which source a stream has: it is known where there is one of the kind. */
function onlyOne(all: readonly Stat[], type: string, kind: string): Stat | null {
  const found = all.filter((stat) => stat['type'] === type && stat['kind'] === kind);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Seconds for a reason of `qualityLimitationDurations`, of the layer that has most of them. */
function limited(layers: readonly Stat[], reason: 'cpu' | 'bandwidth'): number {
  const durations = layers.map(({ qualityLimitationDurations: all }) => (isStat(all) ? all : {}));
  return most(durations, reason) ?? 0;
}

function isStat(value: unknown): value is Stat {
  return typeof value === 'object' && value !== null;
}

function number(stat: Stat | undefined, key: string): number | null {
  const value = stat?.[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function count(stat: Stat | undefined, key: string): number {
  return number(stat, key) ?? 0;
}

function text(stat: Stat | undefined, key: string): string {
  const value = stat?.[key];
  return typeof value === 'string' ? value : '';
}

function sum(stats: readonly Stat[], key: string): number {
  return stats.reduce((total, stat) => total + count(stat, key), 0);
}

function most(stats: readonly Stat[], key: string): number | null {
  const values = stats.flatMap((stat) => number(stat, key) ?? []);
  return values.length === 0 ? null : Math.max(...values);
}

function toMilliseconds(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1_000;
}
