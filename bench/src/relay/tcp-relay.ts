import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { type Endpoint, type RelayOptions } from './endpoint.js';
import { DelayLine, type LineConditions } from './delay-line.js';

// Above this many bytes under way in one direction, the sender is made to wait.
const UNDER_WAY_LIMIT = 8_000_000;

/** Bytes of a stream, or its end. */
type Piece = Buffer | 'end';

/**
 * Takes connections at one address and passes their bytes on to another, in order, and back. What is delayed
 * is the bytes, not the handshake: a connection is taken at once, so opening one costs a page no round trip
 * more than without the relay.
 */
export class TcpRelay {
  readonly #directions = new Set<Direction>();
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: Endpoint,
    private conditions: LineConditions,
  ) {
    server.on('connection', (client) => this.#pass(client));
  }

  /** Listens; throws where the address cannot be bound. */
  static async start({ listen, target }: RelayOptions, conditions: LineConditions): Promise<TcpRelay> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    server.listen(listen.port, listen.address);
    await once(server, 'listening');
    return new TcpRelay(server, target, conditions);
  }

  /** Where it listens. */
  get address(): Endpoint {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The relay is closed');
    return { address: address.address, port: address.port };
  }

  /** How many pieces a cut holds back now, both ways. */
  get held(): number {
    let held = 0;
    for (const direction of this.#directions) held += direction.held;
    return held;
  }

  /** What holds for bytes from here on, both ways; loss does not. */
  set(conditions: LineConditions): void {
    this.conditions = conditions;
    for (const direction of this.#directions) direction.flow();
  }

  /** Breaks every connection that stands, as a reset; new ones are taken. */
  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Stops listening and ends every connection. */
  close(): void {
    this.server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #pass(client: Socket): void {
    const upstream = connect({
      host: this.target.address,
      port: this.target.port,
      allowHalfOpen: true,
      noDelay: true,
    });
    const ends = [client, upstream];
    const directions = [
      new Direction(client, upstream, () => this.conditions),
      new Direction(upstream, client, () => this.conditions),
    ];
    for (const direction of directions) this.#directions.add(direction);
    let open = ends.length;
    for (const socket of ends) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', (broken) => {
        this.#sockets.delete(socket);
        open -= 1;
        // An orderly end travels down the line behind the bytes; a broken one takes the other end with it.
        if (broken) for (const other of ends) other.destroy();
        if (open > 0) return;
        for (const direction of directions) {
          direction.stop();
          this.#directions.delete(direction);
        }
      });
    }
  }
}

/** The bytes of one connection, one way. */
class Direction {
  readonly #line: DelayLine<Piece>;
  readonly #held: Piece[] = [];
  #underWay = 0;

  constructor(
    from: Socket,
    to: Socket,
    private readonly conditions: () => LineConditions,
  ) {
    this.#line = new DelayLine((piece) => {
      if (piece === 'end') to.end();
      else if (!to.destroyed) {
        to.write(piece);
        this.#underWay -= piece.length;
        if (this.#underWay < UNDER_WAY_LIMIT) from.resume();
      }
    });
    from.on('data', (bytes: Buffer) => {
      this.#underWay += bytes.length;
      if (this.#underWay >= UNDER_WAY_LIMIT) from.pause();
      this.#take(bytes);
    });
    from.on('end', () => this.#take('end'));
  }

  get held(): number {
    return this.#held.length;
  }

  /** Lets go what a cut held back, where the line is whole. */
  flow(): void {
    const conditions = this.conditions();
    if (conditions.cut) return;
    for (const piece of this.#held.splice(0)) this.#push(piece);
  }

  stop(): void {
    this.#line.clear();
    this.#held.length = 0;
  }

  #take(piece: Piece): void {
    if (this.conditions().cut) this.#held.push(piece);
    else this.#push(piece);
  }

  #push(piece: Piece): void {
    const { delay, jitter } = this.conditions();
    this.#line.push(piece, { delay, jitter, reorder: false });
  }
}
