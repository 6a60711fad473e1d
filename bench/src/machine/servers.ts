/** The two servers that are compared, started alike. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { TestServer } from '../../../e2e/support/server.js';
import { freePorts } from '../../../e2e/support/ports.js';
import { buildFloor } from '../../floor/build.js';
import { SERVER_ADDRESS } from './own-network.js';
import { workersOf } from './processes.js';

/** A running server. */
export interface Server {
  /** Its own port for http, on every address. */
  port: number;
  /** The first of its workers' ports. */
  rtcPort: number;
  pid: number;
  workers(): Promise<number[]>;
  stop(): Promise<void>;
}

export type StartServer = (options?: ServerOptions) => Promise<Server>;

export interface ServerOptions {
  /** What pages are told to send media to, where it is not the server's own address. */
  announced?: string;
  /** The address that the media stand at, where it is another than usual. */
  host?: string;
  /** How many media workers; as many as there are cores on a machine of two where left out. */
  workers?: number;
  /** Settings of the product besides, which mean nothing to the floor. */
  settings?: Readonly<Record<string, string>>;
}

/** As many as `TestServer` starts. */
const WORKERS = 2;
const START_LIMIT = 20_000;

/** Starts the product's built server, as it is started by hand, with a data folder of its own. */
export async function startOurs(options: ServerOptions = {}): Promise<Server> {
  const { host = SERVER_ADDRESS, announced = host, workers = WORKERS, settings } = options;
  const server = await TestServer.start({
    RTC_HOST: host,
    RTC_ANNOUNCED_ADDRESS: announced,
    WORKERS: String(workers),
    ...settings,
  });
  const { port, pid } = server;
  // After the ports for http and https.
  const rtcPort = port + 2;
  return { port, rtcPort, pid, workers: () => workersOf(pid), stop: () => server.stop() };
}

/** Builds the floor once, and gives the way to start its server. */
export async function floorStarter(): Promise<StartServer> {
  const main = await buildFloor();
  return async ({ host = SERVER_ADDRESS, announced = host, workers = WORKERS } = {}) => {
    const port = await freePorts(1 + workers);
    const rtcPort = port + 1;
    const child = spawn(process.execPath, [main], {
      env: {
        ...process.env,
        PORT: String(port),
        RTC_PORT: String(rtcPort),
        RTC_HOST: host,
        WORKERS: String(workers),
        RTC_ANNOUNCED_ADDRESS: announced,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data', { signal: AbortSignal.timeout(START_LIMIT) });
    const pid = child.pid ?? 0;
    return { port, rtcPort, pid, workers: () => workersOf(pid), stop: () => end(child) };
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, 'exit');
}
