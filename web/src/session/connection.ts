/** The connection to the server: asks, answers, notices, and whether it is up. */
import type { Reply, RequestInput, RequestName } from '@hangouts/protocol';
import { isErrorCode } from '@hangouts/protocol/errors';
import { SessionError } from './error.js';
import { ANSWER_TIME, checkTime, joinDelay } from './reconnect.js';
import { type AnyNotice, isAck, isNotice, type Outcome, type Signaling } from './signaling.js';

/** A socket as this file needs it; `socket.ts` makes one of Socket.io's. */
export interface SocketPort {
  readonly connected: boolean;
  open(): void;
  /** Closes it for good, after what has been sent. */
  close(): void;
  /** Gives up the line that it has, without a goodbye, and lays another at once. */
  drop(): void;
  /** Sends, and calls back once: with the answer, or undefined where none came within `limit` milliseconds. */
  send(event: string, payload: unknown, limit: number, answer: (answer: unknown) => void): void;
}

export interface SocketHandlers {
  /** Connected; `recovered` where the server kept the place and the notices missed are on their way. */
  up(recovered: boolean): void;
  /** The line is lost; `final` where the socket does not try again by itself. */
  down(final: boolean): void;
  /** The server took the connection and refused it, with a code of the protocol where it gave one. */
  refused(code: unknown): void;
  message(name: string, payload: unknown): void;
}

export interface ConnectionEvents {
  up(recovered: boolean): void;
  down(): void;
  /** The server does not know that this page has a seat. */
  lapsed(): void;
  /** Refused in a way that trying again does not change. */
  refused(error: SessionError): void;
}

// A message that was rate-limited has changed nothing, so it may go again.
const RATE_LIMITED_TRIES = 6;
const RATE_LIMITED_WAIT = 1_000;
/** For longer than this nobody waits without a word. */
const RATE_LIMITED_PATIENCE = 5_000;
// The server tells a page of its room before it has answered the question that brings the page there.
const HOLDS_NOTICES: ReadonlySet<RequestName> = new Set(['join', 'media:open']);
const FINAL_REFUSALS: ReadonlySet<string> = new Set(['protocol-version', 'removed', 'seat-elsewhere']);

export class Connection implements Signaling {
  readonly #socket: SocketPort;
  readonly #events: ConnectionEvents;
  readonly #listeners = new Set<(notice: AnyNotice) => void>();
  #held: AnyNotice[] = [];
  #holding = 0;
  #open = false;
  #refusals = 0;
  #checking = false;
  /** How long the last answer took, in milliseconds. */
  #roundTrip: number | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(makeSocket: (handlers: SocketHandlers) => SocketPort, events: ConnectionEvents) {
    this.#events = events;
    this.#socket = makeSocket({
      up: (recovered) => {
        this.#refusals = 0;
        clearTimeout(this.#retry);
        if (this.#open) events.up(recovered);
      },
      down: (final) => {
        if (!this.#open) return;
        events.down();
        if (final) this.#openAgain();
      },
      refused: (code) => this.#onRefused(code),
      message: (name, payload) => this.#onMessage({ name, payload }),
    });
  }

  get connected(): boolean {
    return this.#open && this.#socket.connected;
  }

  /** Connects, and from then on stays connected as long as it can. */
  open(): void {
    if (this.#open) return;
    this.#open = true;
    this.#socket.open();
  }

  /** Disconnects; the server takes it as leaving. Can be opened again. */
  close(): void {
    this.#open = false;
    this.#held = [];
    clearTimeout(this.#retry);
    this.#socket.close();
  }

  /** Begins a new connection in place of this one. */
  reset(): void {
    if (!this.#open) return;
    this.#socket.close();
    this.#socket.open();
  }

  /** Finds out whether the line still carries messages; one that does not is given up for another. */
  check(): void {
    if (!this.connected || this.#checking) return;
    this.#checking = true;
    this.#socket.send('line:check', {}, checkTime(this.#roundTrip), (answer) => {
      this.#checking = false;
      if (answer === undefined && this.connected) this.#socket.drop();
    });
  }

  ask<E extends RequestName>(
    event: E,
    payload: RequestInput<E>,
    done: (outcome: Outcome<Reply<E>>) => void,
  ): void {
    if (!HOLDS_NOTICES.has(event)) return this.#ask(event, payload, done, 1);
    this.#holding += 1;
    this.#ask(
      event,
      payload,
      (outcome) => {
        this.#holding -= 1;
        done(outcome);
        this.#release();
      },
      1,
    );
  }

  request<E extends RequestName>(event: E, payload: RequestInput<E>): Promise<Reply<E>> {
    return new Promise((resolve, reject) => {
      this.ask(event, payload, (outcome) => (outcome.ok ? resolve(outcome.data) : reject(outcome.error)));
    });
  }

  subscribe(listener: (notice: AnyNotice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #ask<E extends RequestName>(
    event: E,
    payload: RequestInput<E>,
    done: (outcome: Outcome<Reply<E>>) => void,
    attempt: number,
  ): void {
    // Nothing is kept for later by the socket itself: what comes after a reconnect is the sender's to decide.
    if (!this.connected) return done({ ok: false, error: new SessionError('offline') });
    const sent = performance.now();
    this.#socket.send(event, payload, ANSWER_TIME, (answer) => {
      if (!isAck<E>(answer)) return done({ ok: false, error: new SessionError('offline') });
      this.#roundTrip = performance.now() - sent;
      if (answer.ok) return done(answer);
      const { code, retryAfter } = answer.error;
      const wait = retryAfter ?? RATE_LIMITED_WAIT;
      if (code === 'rate-limited' && attempt < RATE_LIMITED_TRIES && wait <= RATE_LIMITED_PATIENCE) {
        setTimeout(() => this.#ask(event, payload, done, attempt + 1), wait);
        return;
      }
      if (code === 'not-in-room' && event !== 'join') this.#events.lapsed();
      done({ ok: false, error: new SessionError(isErrorCode(code) ? code : 'internal', retryAfter) });
    });
  }

  #onRefused(code: unknown): void {
    if (!this.#open) return;
    if (typeof code === 'string' && isErrorCode(code) && FINAL_REFUSALS.has(code)) {
      this.#events.refused(new SessionError(code));
      return;
    }
    this.#openAgain();
  }

  #openAgain(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(
      () => {
        if (this.#open) this.#socket.open();
      },
      joinDelay(this.#refusals, Math.random()),
    );
    this.#refusals += 1;
  }

  #onMessage(message: { name: string; payload: unknown }): void {
    if (!this.#open || !isNotice(message)) return;
    this.#held.push(message);
    this.#release();
  }

  #release(): void {
    while (this.#holding === 0) {
      const notice = this.#held.shift();
      if (notice === undefined) return;
      for (const listener of this.#listeners) listener(notice);
    }
  }
}
