import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const AS_ROOT = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
/** The other device's interface. */
const CABLE_END = 'eth0';

/** One end of the cable. */
interface End {
  /** What `ip` needs before its command to work on this end. */
  namespace: readonly string[];
  device: string;
  /** The last number of the address it has, and of the one it has not. */
  numbers: [has: number, other: number];
  /** How many bits of the address are the network's; the other address has the other. */
  prefixes: [has: number, other: number];
}

/** What a network may swallow: all of a protocol, or what goes to and from these ports. */
export interface Traffic {
  protocol: 'udp' | 'tcp';
  ports?: readonly number[];
  /** What part of it, 0 to 1; all of it where left out. */
  share?: number;
}

/**
 * A network with one other device in it: a namespace of the kernel's (network_namespaces(7)), joined to this
 * machine by a cable of its own. Needs root, or sudo that asks nothing.
 */
export class PhoneNetwork {
  readonly #here: End;
  readonly #there: End;

  private constructor(
    private readonly name: string,
    private readonly cable: string,
    private readonly folder: string,
    /** Addresses in that network: this many, and a dot before the last number. */
    private readonly subnet: string,
  ) {
    this.#here = { namespace: [], device: cable, numbers: [1, 4], prefixes: [24, 25] };
    this.#there = { namespace: ['-n', name], device: CABLE_END, numbers: [2, 3], prefixes: [24, 25] };
  }

  /** This machine's address in that network. */
  get address(): string {
    return this.#addressOf(this.#here);
  }

  /** The other device's. */
  get addressThere(): string {
    return this.#addressOf(this.#there);
  }

  static async lay(): Promise<PhoneNetwork> {
    const folder = await mkdtemp(join(tmpdir(), 'hangouts-phone-'));
    // Names of interfaces have at most 15 characters. In a process namespace of its own every run has the same id.
    const mark = randomUUID().slice(0, 8);
    const name = `hangouts-${mark}`;
    const cable = `hg${mark}`;
    const network = new PhoneNetwork(name, cable, folder, `10.213.${1 + (process.pid % 250)}`);
    await ip('netns', 'add', name);
    await ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', CABLE_END, 'netns', name);
    await ip('addr', 'add', `${network.address}/24`, 'dev', cable);
    await ip('link', 'set', cable, 'up');
    await ip('-n', name, 'addr', 'add', `${network.addressThere}/24`, 'dev', CABLE_END);
    await ip('-n', name, 'link', 'set', CABLE_END, 'up');
    await ip('-n', name, 'link', 'set', 'lo', 'up');
    return network;
  }

  /** A program that starts `program` on the other device. */
  async on(program: string): Promise<string> {
    const path = join(this.folder, basename(program));
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

  /** Swallows what is of this kind, both ways, besides what is swallowed already. */
  async swallow({ protocol, ports, share = 1 }: Traffic): Promise<void> {
    const matches =
      ports === undefined
        ? [`meta l4proto ${protocol}`]
        : ['sport', 'dport'].map((side) => `${protocol} ${side} { ${ports.join(', ')} }`);
    const some = share < 1 ? `numgen random mod 1000 < ${Math.round(share * 1_000)} ` : '';
    const chains = ['input', 'output'].flatMap((hook) => [
      `add chain inet hangouts ${hook} { type filter hook ${hook} priority 0; }`,
      ...matches.map((match) => `add rule inet hangouts ${hook} ${match} ${some}drop`),
    ]);
    await this.#nft(['add table inet hangouts', ...chains]);
  }

  /** Lets everything through again. */
  async pass(): Promise<void> {
    await this.#nft(['add table inet hangouts', 'delete table inet hangouts']);
  }

  /** Gives the other device (there) or this machine (here) another address in place of the one it has. */
  async renumber(which: 'here' | 'there'): Promise<void> {
    const end = which === 'here' ? this.#here : this.#there;
    const before = `${this.#addressOf(end)}/${end.prefixes[0]}`;
    end.numbers.reverse();
    // Of two addresses with the same prefix the kernel would take the second away with the first.
    end.prefixes.reverse();
    await ip(
      ...end.namespace,
      'addr',
      'add',
      `${this.#addressOf(end)}/${end.prefixes[0]}`,
      'dev',
      end.device,
    );
    await ip(...end.namespace, 'addr', 'del', before, 'dev', end.device);
  }

  /** Takes everything away again. */
  async remove(): Promise<void> {
    await ip('link', 'del', this.cable);
    await ip('netns', 'del', this.name);
    await rm(this.folder, { recursive: true });
  }

  #addressOf({ numbers: [last] }: End): string {
    return `${this.subnet}.${last}`;
  }

  /** Gives commands to the filter of the other device's network (nft(8)). */
  async #nft(commands: readonly string[]): Promise<void> {
    const [program = 'ip', ...words] = [...AS_ROOT, 'ip', 'netns', 'exec', this.name, 'nft', '-f', '-'];
    const child = spawn(program, words, { stdio: ['pipe', 'ignore', 'inherit'] });
    child.stdin.end(commands.join('\n'));
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`nft ended with ${code}: ${commands.join('; ')}`);
  }
}

async function ip(...words: string[]): Promise<void> {
  const [program = 'ip', ...rest] = [...AS_ROOT, 'ip', ...words];
  await run(program, rest);
}
