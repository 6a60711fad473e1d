import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';

const run = promisify(execFile);
const AS_ROOT = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
/** Joins its input and output with a port of the device that it runs on. */
const TO_PORT = `
  const line = require('node:net').connect(Number(process.argv[1]), '127.0.0.1');
  process.stdin.pipe(line).pipe(process.stdout);
`;
/** The device's interface. */
export const CABLE_END = 'eth0';

/**
 * A device of its own on this machine: a namespace of the kernel's (network_namespaces(7)), joined to this machine by
 * a cable. Needs root, or sudo that asks nothing.
 */
export class Namespace {
  private constructor(
    readonly name: string,
    /** This machine's end of the cable. */
    readonly cable: string,
    private readonly folder: string,
  ) {}

  /** Adds a device whose end of the cable has this address, as 10.0.0.2/24. `mark` is in its names: 8 characters. */
  static async add(mark: string, address: string): Promise<Namespace> {
    const folder = await mkdtemp(join(tmpdir(), 'hangouts-device-'));
    // Names of interfaces have at most 15 characters.
    const namespace = new Namespace(`hangouts-${mark}`, `hg${mark}`, folder);
    const { name, cable } = namespace;
    await ip('netns', 'add', name);
    await ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', CABLE_END, 'netns', name);
    await ip('-n', name, 'addr', 'add', address, 'dev', CABLE_END);
    await ip('-n', name, 'link', 'set', CABLE_END, 'up');
    await ip('-n', name, 'link', 'set', 'lo', 'up');
    return namespace;
  }

  /** A program that starts `program` on the device. */
  async on(program: string): Promise<string> {
    const path = join(this.folder, basename(program));
    await writeFile(path, `#!/bin/sh\nexec ${this.#inside(program).join(' ')} "$@"\n`, { mode: 0o755 });
    return path;
  }

  /** Makes a port at which a program of the device listens to itself one of this machine's too, until it is closed. */
  async forward(port: number): Promise<Server> {
    const [program = 'ip', ...words] = this.#inside(process.execPath, '-e', TO_PORT, String(port));
    const server = createServer((here) => {
      const there = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
      // Either end may break off: the other then ends too.
      pipeline(here, there.stdin, () => {});
      pipeline(there.stdout, here, () => {});
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  }

  /** Gives commands to the filter of the device's network (nft(8)). */
  async nft(commands: readonly string[]): Promise<void> {
    const [program = 'ip', ...words] = this.#inside('nft', '-f', '-');
    const child = spawn(program, words, { stdio: ['pipe', 'ignore', 'inherit'] });
    child.stdin.end(commands.join('\n'));
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`nft ended with ${code}: ${commands.join('; ')}`);
  }

  /** Takes the device away, and the cable. */
  async remove(): Promise<void> {
    await ip('link', 'del', this.cable);
    await ip('netns', 'del', this.name);
    await rm(this.folder, { recursive: true });
  }

  #inside(...command: string[]): string[] {
    return [...AS_ROOT, 'ip', 'netns', 'exec', this.name, ...command];
  }
}

/** ip(8). */
export async function ip(...words: string[]): Promise<void> {
  const [program = 'ip', ...rest] = [...AS_ROOT, 'ip', ...words];
  await run(program, rest);
}
