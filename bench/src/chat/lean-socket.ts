/**
 * A Socket.io client that does as little as one can, so that a machine of two cores holds a thousand of them and still
 * measures the server: WebSocket (RFC 6455) by hand, without compression, and what comes is counted, not parsed.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Kinds of frames. */
const TEXT = 0x1;
const CLOSE = 0x8;
/** What begins the frame of a chat message: Engine.io's and Socket.io's types, and the event's name. */
const MESSAGE = Buffer.from('42["chat:m');

export class LeanSocket {
  /** How many chat messages have come. */
  messages = 0;
  readonly #socket: Socket;
  #rest: Buffer = Buffer.alloc(0);
  #waiting: ((payload: Buffer) => void) | null = null;
  #asked = 0;

  private constructor(
    socket: Socket,
    private readonly onMessage: () => void,
  ) {
    this.#socket = socket;
  }

  /** Connects to a server's Socket.io with what it wants to know; `onMessage` is called with each chat message. */
  static async to(port: number, auth: object, onMessage: () => void): Promise<LeanSocket> {
    const socket = connect(port, '127.0.0.1').setNoDelay(true);
    await once(socket, 'connect');
    socket.write(
      [
        'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
        `Host: localhost:${port}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
        '\r\n',
      ].join('\r\n'),
    );
    const lean = new LeanSocket(socket, onMessage);
    await lean.#upgraded();
    const welcome = lean.#next();
    socket.on('data', (data) => lean.#read(data));
    lean.#read(Buffer.alloc(0));
    await welcome;
    const connected = lean.#next();
    lean.#send(`40${JSON.stringify(auth)}`);
    const answer = (await connected).toString();
    if (!answer.startsWith('40')) throw new Error(`The socket was refused: ${answer}`);
    return lean;
  }

  /** Says something and waits for its answer, of which only the beginning may be of use. */
  async ask(event: string, payload: object): Promise<string> {
    const answer = this.#next();
    this.#send(`42${this.#asked++}${JSON.stringify([event, payload])}`);
    return (await answer).toString();
  }

  end(): void {
    this.#socket.destroy();
  }

  /** The next frame that is neither a heartbeat nor a notice. */
  #next(): Promise<Buffer> {
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  async #upgraded(): Promise<void> {
    for (;;) {
      const [data] = (await once(this.#socket, 'data')) as [Buffer];
      this.#rest = Buffer.concat([this.#rest, data]);
      const end = this.#rest.indexOf('\r\n\r\n');
      if (end < 0) continue;
      if (!this.#rest.toString('latin1', 0, end).includes(' 101 ')) throw new Error('No WebSocket');
      this.#rest = this.#rest.subarray(end + 4);
      return;
    }
  }

  #read(data: Buffer): void {
    const all = this.#rest.length === 0 ? data : Buffer.concat([this.#rest, data]);
    let at = 0;
    for (;;) {
      const frame = frameAt(all, at);
      if (frame === null) break;
      if (((all[at] ?? 0) & 0xf) === CLOSE) throw new Error('The server closed the line');
      this.#frame(all, frame.from, frame.to);
      at = frame.to;
    }
    this.#rest = all.subarray(at);
  }

  #frame(data: Buffer, from: number, to: number): void {
    if (to - from === 1) {
      // Engine.io's ping is a frame of one character.
      if (data[from] === 0x32) this.#send('3');
      return;
    }
    if (begins(data, from, to, MESSAGE)) {
      this.messages += 1;
      this.onMessage();
      return;
    }
    // "42" begins a notice, "43" an answer.
    if (data[from] === 0x34 && data[from + 1] === 0x32) return;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.(data.subarray(from, to));
  }

  /** One masked text frame. */
  #send(text: string): void {
    const payload = Buffer.from(text);
    const { length } = payload;
    const head = length < 126 ? 2 : 4;
    const frame = Buffer.alloc(head + 4 + length);
    frame[0] = 0x80 | TEXT;
    if (length < 126) frame[1] = 0x80 | length;
    else {
      frame[1] = 0x80 | 126;
      frame.writeUInt16BE(length, 2);
    }
    // A mask of zeros changes nothing, and is one.
    payload.copy(frame, head + 4);
    this.#socket.write(frame);
  }
}

function begins(data: Buffer, from: number, to: number, what: Buffer): boolean {
  return to - from >= what.length && data.compare(what, 0, what.length, from, from + what.length) === 0;
}

/** Where the payload of the frame at a place begins and ends; null where it is not whole yet. */
function frameAt(data: Buffer, at: number): { from: number; to: number } | null {
  if (data.length < at + 2) return null;
  const short = (data[at + 1] ?? 0) & 0x7f;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (data.length < at + head) return null;
  const length =
    short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2));
  const from = at + head;
  return data.length < from + length ? null : { from, to: from + length };
}
