/** From what two looks have counted to what happened between them. Pure. */
import type { ConnectionReading, IncomingReading, OutgoingReading, Reading } from './reading.js';
import type { Flow, OtherSample, OwnSample, OwnTrack, Sample } from './sample.js';

const BITS = 8;

/** What happened between two looks. A counter that began anew, or was not there before, counts from zero. */
export function summarise(previous: Reading, current: Reading, tracks: readonly OwnTrack[]): Sample {
  const seconds = Math.max((current.at - previous.at) / 1_000, 0.001);
  const incoming = pairs(previous.incoming, current.incoming);
  const outgoing = pairs(previous.outgoing, current.outgoing);
  const busiest = busiestConnection(previous.connections, current.connections);
  const reported = outgoing.flatMap(([, now]) => now.roundTrip ?? []);
  return {
    at: current.at,
    path: busiest?.path ?? null,
    roundTrip: busiest?.roundTrip ?? (reported.length > 0 ? Math.max(...reported) : null),
    jitter: greatest(
      incoming.flatMap(([before, now]) => (grown(before, now, 'packets') > 0 ? (now.jitter ?? []) : [])),
    ),
    send: flow(outgoing, seconds, sentLoss),
    receive: flow(incoming, seconds, receivedLoss),
    available: greatest(current.connections.flatMap(({ available }) => available ?? [])),
    own: tracks.map((track) => ownSample(track, outgoing, seconds)),
    others: merged(incoming.map((pair) => otherSample(pair, seconds))),
  };
}

type Pair<Counted> = readonly [before: Counted | undefined, now: Counted];

function pairs<Counted extends { key: string }>(
  previous: readonly Counted[],
  current: readonly Counted[],
): Pair<Counted>[] {
  const before = new Map(previous.map((one) => [one.key, one]));
  return current.map((one) => [before.get(one.key), one]);
}

/** By how much a counter has grown. */
function grown<Key extends string>(
  before: Record<Key, number> | undefined,
  now: Record<Key, number>,
  key: Key,
): number {
  const growth = now[key] - (before?.[key] ?? 0);
  return growth < 0 ? now[key] : growth;
}

function busiestConnection(
  previous: readonly ConnectionReading[],
  current: readonly ConnectionReading[],
): ConnectionReading | null {
  const before = new Map(previous.map((one) => [one.id, one]));
  let best: ConnectionReading | null = null;
  let most = -1;
  for (const one of current) {
    const bytes = grown(before.get(one.id), one, 'bytes');
    if (one.path === null || bytes <= most) continue;
    best = one;
    most = bytes;
  }
  return best;
}

function flow<Counted extends { bytes: number; packets: number; lost: number }>(
  counted: readonly Pair<Counted>[],
  seconds: number,
  lossOf: (packets: number, lost: number) => number | null,
): Flow {
  let bytes = 0;
  let packets = 0;
  let lost = 0;
  for (const [before, now] of counted) {
    bytes += grown(before, now, 'bytes');
    packets += grown(before, now, 'packets');
    lost += lostOf(before, now);
  }
  return { bitrate: Math.round((bytes * BITS) / seconds), loss: lossOf(packets, lost) };
}

/** Packets that came late after all are taken back from the count of the lost: that is no loss of its own. */
function lostOf(before: { lost: number } | undefined, now: { lost: number }): number {
  return Math.max(0, now.lost - (before?.lost ?? 0));
}

/** Counted at the other end, and told every second or so: of what was sent. */
function sentLoss(packets: number, lost: number): number | null {
  return packets > 0 ? Math.min(1, lost / packets) : null;
}

/** Of what came and what did not. */
function receivedLoss(packets: number, lost: number): number | null {
  return packets + lost > 0 ? lost / (packets + lost) : null;
}

function ownSample(track: OwnTrack, outgoing: readonly Pair<OutgoingReading>[], seconds: number): OwnSample {
  const sent = outgoing.filter(([, { source }]) => source === track.source);
  // On two links at once for a moment: the one that carries.
  const [before, now] = sent.reduce<Pair<OutgoingReading> | readonly [undefined, undefined]>(
    (best, pair) =>
      best[1] === undefined || grown(...pair, 'bytes') > grown(best[0], best[1], 'bytes') ? pair : best,
    [undefined, undefined],
  );
  const sample: OwnSample = {
    ...track,
    level: null,
    captured: null,
    rate: 0,
    width: 0,
    height: 0,
    capturedHeight: 0,
    bitrate: 0,
    layers: 0,
    active: 0,
    machine: 0,
    line: 0,
  };
  if (now === undefined) return sample;
  const { width, height, capturedHeight, layers, active } = now;
  return {
    ...sample,
    width,
    height,
    capturedHeight,
    layers,
    active,
    level: levelOf(before, now),
    captured:
      now.captured === null || before?.captured == null ? null : (now.captured - before.captured) / seconds,
    rate: grown(before, now, 'frames') / seconds,
    bitrate: Math.round((grown(before, now, 'bytes') * BITS) / seconds),
    machine: share(grown(before, now, 'machineLimited'), seconds),
    line: share(grown(before, now, 'lineLimited'), seconds),
  };
}

function levelOf(before: OutgoingReading | undefined, { sound }: OutgoingReading): number | null {
  if (sound === null || before?.sound == null) return null;
  const seconds = sound.seconds - before.sound.seconds;
  const energy = sound.energy - before.sound.energy;
  return seconds > 0 && energy >= 0 ? Math.sqrt(energy / seconds) : null;
}

function otherSample([before, now]: Pair<IncomingReading>, seconds: number): OtherSample {
  const { participant, source, width, height } = now;
  return {
    participant,
    source,
    bitrate: Math.round((grown(before, now, 'bytes') * BITS) / seconds),
    loss: receivedLoss(grown(before, now, 'packets'), lostOf(before, now)),
    rate: grown(before, now, 'frames') / seconds,
    frozen: share(grown(before, now, 'frozen'), seconds),
    width,
    height,
  };
}

/** One a participant and source: while the link changes there are two for a moment, and the one that carries counts. */
function merged(samples: readonly OtherSample[]): OtherSample[] {
  const byTrack = new Map<string, OtherSample>();
  for (const sample of samples) {
    const key = `${sample.participant}/${sample.source}`;
    const other = byTrack.get(key);
    if (other === undefined || sample.bitrate >= other.bitrate) byTrack.set(key, sample);
  }
  return [...byTrack.values()];
}

function share(part: number, whole: number): number {
  return Math.min(1, Math.max(0, part / whole));
}

function greatest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values);
}
