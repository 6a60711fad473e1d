import { randomUUID } from 'node:crypto';
import {
  DisplayName,
  PROTOCOL_VERSION,
  RoomId,
  type Ack,
  type ErrorCode,
  type Joined,
  type MediaSession,
  type Notice,
  type NoticeName,
  type Reply,
  type RequestInput,
  type RequestName,
} from '@hangouts/protocol';
import { io, type Socket } from 'socket.io-client';
import { RawJson } from './nonsense.js';

const ANSWER_LIMIT = 5_000;
/** Type of an answer's packet (Socket.io protocol, version 5). */
const ACK = 3;

export interface CallerOptions {
  /** The page's id; a new page where left out. */
  page?: string;
  /** Headers of the handshake, as a browser would set them. */
  headers?: Record<string, string>;
  /** Handshake in place of the right one. */
  auth?: Record<string, unknown>;
  /** Whether its page says that it can connect to another directly. */
  direct?: boolean;
}

interface Heard {
  name: string;
  payload: unknown;
}

/** A page without a browser: it speaks the protocol, keeps what it hears, and can say anything, also nonsense. */
export class Caller {
  readonly heard: Heard[] = [];
  /** Whether it answers when the server asks if it is still there. */
  answersChecks = true;
  readonly #waiting = new Set<() => void>();
  // Far from the ids that Socket.io itself counts up.
  #nextId = 1_000_000;

  private constructor(
    readonly socket: Socket,
    readonly page: string,
  ) {
    socket.onAny((name: string, payload: unknown) => {
      if (name === 'seat:check') {
        if (this.answersChecks && typeof payload === 'function') payload(true);
        return;
      }
      this.heard.push({ name, payload });
      for (const check of this.#waiting) check();
    });
  }

  /** Connects to a server. @throws Error as the server refuses it */
  static async connect(url: string, options: CallerOptions = {}): Promise<Caller> {
    const page = options.page ?? randomUUID();
    const socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: options.auth ?? { version: PROTOCOL_VERSION, page },
      ...(options.headers === undefined ? {} : { extraHeaders: options.headers }),
    });
    const caller = new Caller(socket, page);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => {
        socket.disconnect();
        reject(error);
      });
    });
    return caller;
  }

  /** Connects and joins a room in one go. */
  static async joined(url: string, room: string, name: string, options?: CallerOptions): Promise<Seated> {
    const caller = await Caller.connect(url, options);
    return { caller, joined: await caller.join(room, name, { direct: options?.direct }) };
  }

  /** The same with media, which receive all that the server can send. */
  static async withMedia(
    url: string,
    room: string,
    name: string,
    options?: CallerOptions,
  ): Promise<SeatedWithMedia> {
    const caller = await Caller.connect(url, options);
    const { rtpCapabilities } = await caller.get('lobby:enter', { room });
    const joined = await caller.join(room, name, { rtpCapabilities, direct: options?.direct });
    if (joined.media === null) throw new Error('there are no media in the answer');
    return { caller, joined, media: joined.media };
  }

  /** Asks and gives the whole answer. */
  ask<E extends RequestName>(event: E, payload: RequestInput<E>): Promise<Ack<Reply<E>>> {
    return this.socket.timeout(ANSWER_LIMIT).emitWithAck(event, payload);
  }

  /** Asks and gives what was asked for. @throws Error with the code where the server says no */
  async get<E extends RequestName>(event: E, payload: RequestInput<E>): Promise<Reply<E>> {
    const answer = await this.ask(event, payload);
    if (!answer.ok) throw new Error(`${event}: ${answer.error.code}`);
    return answer.data;
  }

  /** Asks and gives the code of the refusal, or null where there was none. */
  async refusal<E extends RequestName>(event: E, payload: RequestInput<E>): Promise<ErrorCode | null> {
    const answer = await this.ask(event, payload);
    return answer.ok ? null : answer.error.code;
  }

  /** Says anything under any name, and gives whatever is answered. */
  say(event: string, ...payload: unknown[]): Promise<unknown> {
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      const manager = this.socket.io;
      const end = () => {
        clearTimeout(limit);
        manager.off('packet', read);
      };
      const read = (packet: { type: number; id?: number; data?: unknown }) => {
        if (packet.type !== ACK || packet.id !== id) return;
        end();
        resolve(Array.isArray(packet.data) ? packet.data[0] : undefined);
      };
      const limit = setTimeout(() => {
        end();
        reject(new Error(`no answer within ${ANSWER_LIMIT} ms`));
      }, ANSWER_LIMIT);
      manager.on('packet', read);
      this.#write(event, String(id), payload);
    });
  }

  /** Says anything under any name, and asks for no answer. */
  sayWithoutAsking(event: string, ...payload: unknown[]): void {
    this.#write(event, '', payload);
  }

  /** Writes an event as Socket.io's parser would, which is itself no match for everything that can be sent. */
  #write(event: string, id: string, payload: readonly unknown[]): void {
    const binary = payload.filter((value) => Buffer.isBuffer(value));
    const shown = [event, ...payload].map((value) => {
      if (value instanceof RawJson) return value.text;
      const num = binary.findIndex((one) => one === value);
      return JSON.stringify(num === -1 ? value : { _placeholder: true, num });
    });
    const type = binary.length === 0 ? '2' : `5${binary.length}-`;
    this.socket.io.engine.write(`${type}${id}[${shown.join(',')}]`);
    for (const bytes of binary) this.socket.io.engine.write(bytes);
  }

  join(
    room: string,
    name: string,
    more: Pick<
      RequestInput<'join'>,
      'ticket' | 'invitation' | 'passcode' | 'rtpCapabilities' | 'direct'
    > = {},
  ): Promise<Joined> {
    return this.get('join', {
      room: RoomId.parse(room),
      name: DisplayName.parse(name),
      page: this.page,
      ...more,
    });
  }

  /** Waits for a notice, one heard already counting from `since` on (a length of `heard` taken before). */
  notice<E extends NoticeName>(
    name: E,
    fits: (payload: Notice<E>) => boolean = () => true,
    since = 0,
  ): Promise<Notice<E>> {
    return new Promise((resolve, reject) => {
      const check = () => {
        const found = this.notices(name, since).find(fits);
        if (found === undefined) return;
        end();
        resolve(found);
      };
      const limit = setTimeout(() => {
        end();
        reject(new Error(`${name} was not heard within ${ANSWER_LIMIT} ms`));
      }, ANSWER_LIMIT);
      const end = () => {
        clearTimeout(limit);
        this.#waiting.delete(check);
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** The notices of a name that were heard. */
  notices<E extends NoticeName>(name: E, since = 0): Notice<E>[] {
    // What the server sends under a name is of that name's schema; the tests of the protocol check it.
    return this.heard.slice(since).flatMap((one) => (one.name === name ? [one.payload as Notice<E>] : []));
  }

  /** Waits until the open socket is closed; gives Socket.io's reason. */
  closed(): Promise<string> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`still open after ${ANSWER_LIMIT} ms`)), ANSWER_LIMIT);
      this.socket.once('disconnect', (reason) => {
        clearTimeout(limit);
        resolve(reason);
      });
    });
  }

  /** Loses the line, without a goodbye. */
  loseLine(): void {
    this.socket.io.engine.close();
  }

  /** Says goodbye and closes, as a page does that is closed. */
  leave(): void {
    this.socket.disconnect();
  }
}

export interface Seated {
  caller: Caller;
  joined: Joined;
}

export interface SeatedWithMedia extends Seated {
  media: MediaSession;
}
