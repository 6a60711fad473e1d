import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { CABLE_END, ip, Namespace } from './namespace.js';

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

/** A network with one other device in it, joined to this machine by a cable of its own. */
export class PhoneNetwork {
  readonly #here: End;
  readonly #there: End;

  private constructor(
    private readonly device: Namespace,
    /** Addresses in that network: this many, and a dot before the last number. */
    private readonly subnet: string,
  ) {
    this.#here = { namespace: [], device: device.cable, numbers: [1, 4], prefixes: [24, 25] };
    this.#there = { namespace: ['-n', device.name], device: CABLE_END, numbers: [2, 3], prefixes: [24, 25] };
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
    // In a process namespace of its own every run has the same id.
    const mark = randomUUID().slice(0, 8);
    const subnet = freeSubnet();
    const network = new PhoneNetwork(await Namespace.add(mark, `${subnet}.2/24`), subnet);
    const { cable } = network.device;
    await ip('addr', 'add', `${network.address}/24`, 'dev', cable);
    await ip('link', 'set', cable, 'up');
    return network;
  }

  /** A program that starts `program` on the other device. */
  on(program: string): Promise<string> {
    return this.device.on(program);
  }

  /** Pulls the cable out. */
  async unplug(): Promise<void> {
    await ip('link', 'set', this.device.cable, 'down');
  }

  /** Puts it in again. */
  async plugIn(): Promise<void> {
    await ip('link', 'set', this.device.cable, 'up');
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
    await this.device.nft(['add table inet hangouts', ...chains]);
  }

  /** Lets everything through again. */
  async pass(): Promise<void> {
    await this.device.nft(['add table inet hangouts', 'delete table inet hangouts']);
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
    await this.device.remove();
  }

  #addressOf({ numbers: [last] }: End): string {
    return `${this.subnet}.${last}`;
  }
}

/** A subnet that no other network here has: there may be some at the same time. */
function freeSubnet(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  for (;;) {
    const subnet = `10.213.${1 + Math.floor(Math.random() * 254)}`;
    if (!addresses.some(({ address }) => address.startsWith(`${subnet}.`))) return subnet;
  }
}
