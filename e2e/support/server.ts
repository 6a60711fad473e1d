import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from './ports.js';

const MAIN = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));
const WORKERS = 2;
/** How long a start may take, in milliseconds. */
const START_LIMIT = 60_000;

/** A server of its own for one file of tests: the built one, as a process, with its own data and ports. */
export class TestServer {
  #process: ChildProcess | null = null;
  #output = '';

  private constructor(
    readonly port: number,
    readonly tlsPort: number,
    private readonly dataDir: string,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly node: string,
  ) {}

  /**
   * Starts a server; `environment` is added to what the tests set. `node` is the program that runs it, where that
   * is not this one.
   */
  static async start(
    environment: Readonly<Record<string, string>> = {},
    node = process.execPath,
  ): Promise<TestServer> {
    const dataDir = await mkdtemp(join(tmpdir(), 'hangouts-e2e-'));
    const port = await freePorts(2 + WORKERS);
    const settings = {
      PORT: String(port),
      TLS_PORT: String(port + 1),
      RTC_PORT: String(port + 2),
      WORKERS: String(WORKERS),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...environment,
    };
    const server = new TestServer(port, port + 1, dataDir, settings, node);
    await server.restart();
    return server;
  }

  /** Where a page on this computer opens the server. */
  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** The ports of the media workers, one each. */
  get mediaPorts(): number[] {
    return Array.from({ length: WORKERS }, (_, index) => this.port + 2 + index);
  }

  get pid(): number {
    return this.#running().pid ?? 0;
  }

  /** What the process has written so far, since it was first started. */
  get output(): string {
    return this.#output;
  }

  /** Whether the process that was started last still runs. */
  get isRunning(): boolean {
    return this.#process !== null && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Starts the process on the data and the ports it has, and waits until it says that it listens. */
  async restart(): Promise<void> {
    const child = spawn(this.node, [MAIN], {
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    await new Promise<void>((resolve, reject) => {
      const failed = (why: string) => reject(new Error(`the server ${why}:\n${this.#output}`));
      const limit = setTimeout(() => failed(`did not start within ${START_LIMIT} ms`), START_LIMIT);
      const begun = this.#output.length;
      const read = (text: string) => {
        this.#output += text;
        if (!this.#output.slice(begun).includes(`:${this.port}/`)) return;
        clearTimeout(limit);
        resolve();
      };
      child.stdout.setEncoding('utf8').on('data', read);
      child.stderr.setEncoding('utf8').on('data', read);
      child.once('error', (error) => failed(`could not be started, ${error.message}`));
      child.once('exit', (code, signal) => failed(`ended with ${code ?? signal}`));
    });
  }

  /** Ends the process at once, as a crash would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends the process in order, as an operator would. */
  async terminate(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Ends the process in order and removes its data. */
  async stop(): Promise<void> {
    if (this.isRunning) await this.terminate();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** The process ids of the media workers. */
  async workers(): Promise<number[]> {
    const children = await childrenOf(this.pid);
    const names = await Promise.all(
      children.map((pid) => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')),
    );
    // The kernel keeps the first 15 characters of a name.
    return children.filter((_, index) => names[index]?.startsWith('mediasoup-worke'));
  }

  /** The value of a metric; `series` is its name with its labels. Zero where it has not been counted yet. */
  async metric(series: string): Promise<number> {
    const response = await fetch(`${this.url}/metrics`);
    const line = (await response.text()).split('\n').find((text) => text.startsWith(`${series} `));
    return line === undefined ? 0 : Number(line.slice(series.length));
  }

  #running(): ChildProcess {
    if (this.#process === null) throw new Error('the server was not started');
    return this.#process;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#running();
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}

/** The media worker that has worked the most: the one that carries the room, where there is one room. */
export async function busiest(pids: readonly number[]): Promise<number> {
  const times = await Promise.all(pids.map(async (pid) => ({ pid, time: await processorTime(pid) })));
  const [first] = times.toSorted((a, b) => b.time - a.time);
  if (first === undefined) throw new Error('there is no media worker');
  return first.pid;
}

/** User time of a process, in clock ticks: field 14 of proc(5)'s stat, counted after the name in brackets. */
async function processorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[11]);
}

async function childrenOf(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}
