/** One's own messages on their way: in order, each once, over any number of reconnects. */
import type { ChatMessage } from '@hangouts/protocol';
import { HISTORY_PAGE, MESSAGE_LENGTH } from '@hangouts/protocol/limits';
import { normalizeText } from '@hangouts/protocol/text';
import { asSessionError, SessionError } from './error.js';
import { newId } from './identity.js';
import type { LocalAction } from './reducer.js';
import type { Signaling } from './signaling.js';
import type { OutgoingMessage } from './state.js';

export interface ChatDeps {
  signaling: Signaling;
  dispatch(action: LocalAction): void;
  /** The messages that are there, oldest first. */
  messages(): readonly ChatMessage[];
}

/** The text as it is sent; throws `message-empty` or `message-too-long`. */
export function checkedMessage(text: string): string {
  const normal = normalizeText(text);
  if (normal === '') throw new SessionError('message-empty');
  if ([...normal].length > MESSAGE_LENGTH) throw new SessionError('message-too-long');
  return normal;
}

export class Chat {
  readonly #deps: ChatDeps;
  /** Unsent or refused, in the order they were written. */
  readonly #outgoing = new Map<string, OutgoingMessage>();
  #sending: Promise<void> | null = null;
  #loading: Promise<void> | null = null;

  constructor(deps: ChatDeps) {
    this.#deps = deps;
  }

  /**
   * Sends a message, or keeps it until there is a connection. Throws for what no server would take;
   * the server's no stands on the outgoing message.
   */
  send(text: string): Promise<void> {
    let message: OutgoingMessage;
    try {
      message = { nonce: newId(), text: checkedMessage(text), problem: null };
    } catch (error) {
      return Promise.reject(error);
    }
    this.#put(message);
    return this.flush();
  }

  retry(nonce: string): Promise<void> {
    const message = this.#outgoing.get(nonce);
    if (message === undefined) return Promise.resolve();
    this.#put({ ...message, problem: null });
    return this.flush();
  }

  discard(nonce: string): void {
    this.#outgoing.delete(nonce);
    this.#deps.dispatch({ type: 'outgoing-dropped', nonce });
  }

  /** Sends what waits, one after the other; called again when a connection is back. */
  flush(): Promise<void> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  /** Loads the page before the oldest message; asked twice at once, it loads once. */
  loadOlder(): Promise<void> {
    const oldest = this.#deps.messages()[0];
    if (oldest === undefined || oldest.sequence <= 1) return Promise.resolve();
    this.#loading ??= this.#deps.signaling
      .request('chat:history', { before: oldest.sequence, limit: HISTORY_PAGE })
      .then((page) => this.#deps.dispatch({ type: 'older', page }))
      .finally(() => {
        this.#loading = null;
      });
    return this.#loading;
  }

  /** Forgets what waits: the call is over. */
  clear(): void {
    this.#outgoing.clear();
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const { nonce, text } = next;
      try {
        const message = await this.#deps.signaling.request('chat:send', { nonce, text });
        // Discarded or not: it has been said.
        this.#outgoing.delete(nonce);
        this.#deps.dispatch({ type: 'sent', nonce, message });
      } catch (error) {
        const { code } = asSessionError(error);
        // The nonce lets it go again without being said twice. Without a seat, joining again comes first.
        if (code === 'offline' || code === 'not-in-room' || code === 'server-closing') return;
        if (this.#outgoing.has(nonce)) this.#put({ ...next, problem: code });
      }
    }
  }

  #next(): OutgoingMessage | undefined {
    if (!this.#deps.signaling.connected) return undefined;
    return [...this.#outgoing.values()].find(({ problem }) => problem === null);
  }

  #put(message: OutgoingMessage): void {
    this.#outgoing.set(message.nonce, message);
    this.#deps.dispatch({ type: 'outgoing', message });
  }
}
