/** Reading the chat again: what was written before, what is quoted, what is searched for, and all of it. */
import type { ChatMessage, Found, Reply, RequestInput } from '@hangouts/protocol';
import { HISTORY_PAGE, QUOTES } from '@hangouts/protocol/limits';
import { asSessionError } from './error.js';
import { indexOf } from './messages.js';
import type { LocalAction } from './reducer.js';
import type { Signaling } from './signaling.js';
import type { ChatState } from './state.js';
import { wait } from './wait.js';

export interface ChatReadingDeps {
  signaling: Pick<Signaling, 'request'>;
  dispatch(action: LocalAction): void;
  chat(): Pick<ChatState, 'messages' | 'more' | 'quoted'>;
}

/** Where the server does not say how long to wait, in milliseconds. */
const PAUSE = 1_000;

type Asked = 'chat:history' | 'chat:quotes' | 'chat:search';

export class ChatReading {
  readonly #deps: ChatReadingDeps;
  #loading: Promise<void> | null = null;
  /** Quotes that are asked for in a moment, all together. */
  #wanted = new Set<number>();

  constructor(deps: ChatReadingDeps) {
    this.#deps = deps;
  }

  /** Loads the page before the oldest message; asked twice at once, it loads once. Throws a `SessionError`. */
  loadOlder(): Promise<void> {
    const { messages, more } = this.#deps.chat();
    const oldest = messages[0];
    if (oldest === undefined || !more) return Promise.resolve();
    this.#loading ??= this.#ask('chat:history', { before: oldest.sequence, limit: HISTORY_PAGE })
      .then((page) => this.#deps.dispatch({ type: 'older', page }))
      .finally(() => {
        this.#loading = null;
      });
    return this.#loading;
  }

  /**
   * Loads older pages until a message is there; gives whether it is. Throws a `SessionError`.
   */
  async loadUntil(sequence: number, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      const { messages, more } = this.#deps.chat();
      const oldest = messages[0];
      if (indexOf(messages, sequence) >= 0) return true;
      if (signal.aborted || !more || oldest === undefined || oldest.sequence <= sequence) return false;
      await this.loadOlder();
    }
  }

  /** Asks for messages that others quote, as far as they are not there; what comes stands in the state. */
  want(sequence: number): void {
    const { messages, quoted } = this.#deps.chat();
    if (quoted.has(sequence) || indexOf(messages, sequence) >= 0) return;
    if (this.#wanted.size === 0) queueMicrotask(() => void this.#askWanted());
    this.#wanted.add(sequence);
  }

  /** Messages that hold every word of a text, newest first; `before` from an earlier answer goes on. */
  search(text: string, before: number | null, signal: AbortSignal): Promise<Found> {
    return this.#ask('chat:search', { text, ...(before !== null && { before }) }, signal);
  }

  /** Every message that is there for this person, oldest first; `progress` is told how many have come. */
  async all(progress: (loaded: number) => void, signal: AbortSignal): Promise<ChatMessage[]> {
    const pages: ChatMessage[][] = [];
    let before = Number.MAX_SAFE_INTEGER;
    let loaded = 0;
    for (;;) {
      const { messages, more } = await this.#ask('chat:history', { before, limit: HISTORY_PAGE }, signal);
      pages.push(messages);
      loaded += messages.length;
      progress(loaded);
      const [oldest] = messages;
      if (!more || oldest === undefined || signal.aborted) return pages.toReversed().flat();
      before = oldest.sequence;
    }
  }

  async #askWanted(): Promise<void> {
    const wanted = [...this.#wanted];
    this.#wanted = new Set();
    for (let from = 0; from < wanted.length; from += QUOTES) {
      const asked = wanted.slice(from, from + QUOTES);
      try {
        const { messages } = await this.#ask('chat:quotes', { sequences: asked });
        this.#deps.dispatch({ type: 'quoted', asked, messages });
      } catch {
        // Wanted again when it is shown again.
        return;
      }
    }
  }

  /** Asks again, as often as the server says that it was too much at once. */
  async #ask<E extends Asked>(event: E, payload: RequestInput<E>, signal?: AbortSignal): Promise<Reply<E>> {
    for (;;) {
      try {
        return await this.#deps.signaling.request(event, payload);
      } catch (error) {
        const { code, retryAfter } = asSessionError(error);
        if (code !== 'rate-limited' || signal?.aborted === true) throw error;
        await wait(retryAfter ?? PAUSE, ...(signal === undefined ? [] : [signal]));
      }
    }
  }
}
