import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { DirectFailure, ErrorCode, Rung } from '@hangouts/protocol';
import { Counter, Gauge, Registry } from 'prom-client';

/** What is read at the moment somebody scrapes. */
export interface Census {
  sockets(): number;
  rooms(): number;
  /** Rooms with somebody in them, by what carries their media. */
  rungs(): Record<Rung, number>;
  participants(): number;
}

export interface Metrics {
  /** A message or a connection was refused with this code. */
  refused(code: ErrorCode): void;
  /** A frame above the socket's limit closed a socket. */
  oversizedFrame(): void;
  /** A socket that sent far more than its budgets allow was closed. */
  flooded(): void;
  /** Somebody took a seat: a new one, or the one they had. */
  joined(seat: 'new' | 'resumed'): void;
  /** Two pages were told to connect directly. */
  directAttempted(): void;
  /** A direct connection failed, or came too late. */
  directFailed(reason: DirectFailure | 'late'): void;
  workerDied(): void;
  /** A voice of a large room is forwarded again or no longer, for which so many consumers were resumed or paused. */
  voiceSwitched(forwarded: boolean, consumers: number): void;
  /** An HTTP request was answered with this status. */
  answered(status: number): void;
  /** Says where the numbers of now come from. */
  observe(census: Census): void;
  /** Everything in Prometheus' text format, of the type `contentType`. */
  text(): Promise<string>;
  readonly contentType: string;
  /** Stops watching the event loop. */
  close(): void;
}

const NANOSECONDS = 1e9;
/** How often the event loop is probed, in milliseconds: at 20 a process at rest wakes up 50 times a second. */
const PROBE_INTERVAL = 100;

/** Counters and gauges of one server, in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: `hangouts_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });

  const gaugeByLabel = (name: string, help: string, label: string, read: () => Record<string, number>) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        for (const [value, count] of Object.entries(read())) this.set({ [label]: value }, count);
      },
    });

  const refused = counter('refused_total', 'Messages and connections refused, by code.', ['code']);
  const oversized = counter(
    'oversized_frames_total',
    'Frames above the limit, each of which closed a socket.',
  );
  const floods = counter('floods_total', 'Sockets closed because they sent far too much.');
  const joins = counter('joins_total', 'Seats taken, new or resumed.', ['seat']);
  const attempts = counter('direct_attempts_total', 'Times that two pages were told to connect directly.');
  const failures = counter(
    'direct_failures_total',
    'Direct connections that failed, by reason; late: not ready in time.',
    ['reason'],
  );
  const deaths = counter('worker_deaths_total', 'Media workers that died and were replaced.');
  const voices = counter('voice_switches_total', 'Voices of large rooms forwarded again, or no longer.', [
    'to',
  ]);
  const voiceCalls = counter(
    'voice_consumer_calls_total',
    'Consumers resumed or paused because a voice is forwarded again, or no longer.',
    ['call'],
  );
  const answers = counter('http_responses_total', 'HTTP requests answered, by class of status.', ['status']);

  let census: Census | null = null;
  gauge('hangouts_sockets', 'Pages connected now.', () => census?.sockets() ?? 0);
  gauge('hangouts_rooms', 'Rooms with somebody in them.', () => census?.rooms() ?? 0);
  gaugeByLabel(
    'hangouts_rungs',
    'Rooms with somebody in them, by the rung that carries their media.',
    'rung',
    () => census?.rungs() ?? {},
  );
  gauge('hangouts_participants', 'People with a seat in a room.', () => census?.participants() ?? 0);

  const lag = monitorEventLoopDelay({ resolution: PROBE_INTERVAL });
  lag.enable();
  // The histogram holds the whole interval between two probes; what is above the interval is the lag.
  const late = (nanoseconds: number) =>
    Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / NANOSECONDS - PROBE_INTERVAL / 1_000) : 0;
  gauge(
    'nodejs_eventloop_lag_p99_seconds',
    'How late the event loop was, 99th percentile since the last scrape.',
    () => late(lag.percentile(99)),
  );
  gauge(
    'nodejs_eventloop_lag_max_seconds',
    'How late the event loop was at worst since the last scrape.',
    () => {
      const worst = late(lag.max);
      lag.reset();
      return worst;
    },
  );
  gauge('process_resident_memory_bytes', 'Memory of this process in RAM.', () => process.memoryUsage.rss());
  gauge('nodejs_heap_size_used_bytes', 'JavaScript heap in use.', () => process.memoryUsage().heapUsed);
  gauge('process_cpu_seconds_total', 'Processor time used by this process.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  gauge('process_uptime_seconds', 'Time since this process started.', () => process.uptime());

  return {
    refused: (code) => refused.inc({ code }),
    oversizedFrame: () => oversized.inc(),
    flooded: () => floods.inc(),
    joined: (seat) => joins.inc({ seat }),
    directAttempted: () => attempts.inc(),
    directFailed: (reason) => failures.inc({ reason }),
    workerDied: () => deaths.inc(),
    voiceSwitched(forwarded, consumers) {
      voices.inc({ to: forwarded ? 'forwarded' : 'withheld' });
      voiceCalls.inc({ call: forwarded ? 'resume' : 'pause' }, consumers);
    },
    answered: (status) => answers.inc({ status: `${Math.floor(status / 100)}xx` }),
    observe(source) {
      census = source;
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    close: () => void lag.disable(),
  };
}
