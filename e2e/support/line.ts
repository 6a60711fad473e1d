import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePorts } from './ports.js';

/** A stretch of the line between a page and the server that can be cut and mended: a TCP relay. */
export class Line {
  readonly #open = new Set<Socket>();
  #server: Server | null = null;

  private constructor(
    readonly port: number,
    private readonly target: number,
  ) {}

  /** Lays a line to a port of this machine. */
  static async to(target: number): Promise<Line> {
    const line = new Line(await freePorts(), target);
    await line.mend();
    return line;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Breaks everything that is open; nothing new comes through. */
  async cut(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.#open) socket.destroy();
    await closed;
  }

  /** Lets pages through again. */
  async mend(): Promise<void> {
    if (this.#server !== null) return;
    this.#server = createServer((near) => this.#relay(near));
    this.#server.listen(this.port);
    await once(this.#server, 'listening');
  }

  #relay(near: Socket): void {
    const far = connect(this.target, 'localhost');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#open.add(socket);
      socket.setNoDelay();
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#open.delete(socket);
        other.destroy();
      });
    }
  }
}
