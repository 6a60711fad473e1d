import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type Endpoint, type RelayOptions } from './endpoint.js';
import { DelayLine, type LineConditions } from './delay-line.js';

// Bursts of key frames; the kernel lowers it to what it allows.
const SOCKET_BUFFER_BYTES = 4_000_000;

/** One client's own way to the target: the target tells clients apart by the port they come from. */
interface Passage {
  upstream: Socket;
  toTarget: DelayLine<Buffer>;
  toClient: DelayLine<Buffer>;
}

/** Takes datagrams at one address and passes them on to another, and the answers back. */
export class UdpRelay {
  readonly #passages = new Map<string, Passage>();
  #lost = 0;

  private constructor(
    private readonly socket: Socket,
    private readonly options: RelayOptions,
    private conditions: LineConditions,
  ) {
    socket.on('message', (packet, client) => this.#fromClient(packet, client));
    // A target that is not there answers with ICMP: lost, like any packet.
    socket.on('error', () => undefined);
  }

  /** Listens; throws where the address cannot be bound. */
  static async start(options: RelayOptions, conditions: LineConditions): Promise<UdpRelay> {
    const socket = await bound(options.listen);
    return new UdpRelay(socket, options, conditions);
  }

  /** Where it listens. */
  get address(): Endpoint {
    const { address, port } = this.socket.address();
    return { address, port };
  }

  /** How many datagrams it has lost so far, by a cut or by chance, both ways. */
  get lost(): number {
    return this.#lost;
  }

  /** What holds for datagrams from here on, both ways. */
  set(conditions: LineConditions): void {
    this.conditions = conditions;
  }

  /** Stops listening and forgets what is under way. */
  close(): void {
    this.socket.close();
    for (const { upstream, toTarget, toClient } of this.#passages.values()) {
      upstream.close();
      toTarget.clear();
      toClient.clear();
    }
    this.#passages.clear();
  }

  #fromClient(packet: Buffer, client: RemoteInfo): void {
    if (this.#loses()) return;
    this.#passageOf(client).toTarget.push(packet, this.conditions);
  }

  #loses(): boolean {
    const { cut, loss } = this.conditions;
    const loses = cut || (loss > 0 && Math.random() < loss);
    if (loses) this.#lost += 1;
    return loses;
  }

  #passageOf(client: RemoteInfo): Passage {
    const key = `${client.address} ${client.port}`;
    const known = this.#passages.get(key);
    if (known !== undefined) return known;

    const { listen, target } = this.options;
    const upstream = createSocket({ type: typeOf(listen.address), recvBufferSize: SOCKET_BUFFER_BYTES });
    upstream.bind(0, listen.address);
    upstream.on('error', () => undefined);
    const passage: Passage = {
      upstream,
      toTarget: new DelayLine((packet) => upstream.send(packet, target.port, target.address)),
      toClient: new DelayLine((packet) => this.socket.send(packet, client.port, client.address)),
    };
    upstream.on('message', (packet) => {
      if (this.#loses()) return;
      passage.toClient.push(packet, this.conditions);
    });
    this.#passages.set(key, passage);
    return passage;
  }
}

async function bound({ address, port }: Endpoint): Promise<Socket> {
  const socket = createSocket({ type: typeOf(address), recvBufferSize: SOCKET_BUFFER_BYTES });
  socket.bind(port, address);
  await once(socket, 'listening');
  return socket;
}

function typeOf(address: string): 'udp4' | 'udp6' {
  return address.includes(':') ? 'udp6' : 'udp4';
}
