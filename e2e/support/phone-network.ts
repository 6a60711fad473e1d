import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const AS_ROOT = process.getuid?.() === 0 ? [] : ['sudo', '-n'];

/**
 * A network with one other device in it: a namespace of the kernel's (network_namespaces(7)), joined to this
 * machine by a cable of its own. Needs root, or sudo that asks nothing.
 */
export class PhoneNetwork {
  private constructor(
    private readonly name: string,
    private readonly cable: string,
    private readonly folder: string,
    /** This machine's address in that network. */
    readonly address: string,
  ) {}

  static async lay(): Promise<PhoneNetwork> {
    const folder = await mkdtemp(join(tmpdir(), 'hangouts-phone-'));
    // Names of interfaces have at most 15 characters; the process id keeps two runs apart.
    const name = `hangouts-${process.pid}`;
    const cable = `hg${process.pid}`;
    const subnet = 1 + (process.pid % 250);
    const network = new PhoneNetwork(name, cable, folder, `10.213.${subnet}.1`);
    await ip('netns', 'add', name);
    await ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
    await ip('addr', 'add', `${network.address}/24`, 'dev', cable);
    await ip('link', 'set', cable, 'up');
    await ip('-n', name, 'addr', 'add', `10.213.${subnet}.2/24`, 'dev', 'eth0');
    await ip('-n', name, 'link', 'set', 'eth0', 'up');
    await ip('-n', name, 'link', 'set', 'lo', 'up');
    return network;
  }

  /** A program that starts `program` on the other device. */
  async on(program: string): Promise<string> {
    const path = join(this.folder, 'start');
    const command = [...AS_ROOT, 'ip', 'netns', 'exec', this.name, program].join(' ');
    await writeFile(path, `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
    return path;
  }

  /** Pulls the cable out. */
  async unplug(): Promise<void> {
    await ip('link', 'set', this.cable, 'down');
  }

  /** Puts it in again. */
  async plugIn(): Promise<void> {
    await ip('link', 'set', this.cable, 'up');
  }

  /** Takes everything away again. */
  async remove(): Promise<void> {
    await ip('link', 'del', this.cable);
    await ip('netns', 'del', this.name);
    await rm(this.folder, { recursive: true });
  }
}

async function ip(...words: string[]): Promise<void> {
  const [program = 'ip', ...rest] = [...AS_ROOT, 'ip', ...words];
  await run(program, rest);
}
