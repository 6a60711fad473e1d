/** One's own messages on their way: in order, each once, over any number of reconnects. What was sent, changed. */
import type { ParticipantId } from '@hangouts/protocol';
import { MESSAGE_LENGTH } from '@hangouts/protocol/limits';
import { isLonger, normalizeText } from '@hangouts/protocol/text';
import { asSessionError, SessionError } from './error.js';
import { newId } from './identity.js';
import type { LocalAction } from './reducer.js';
import type { Signaling } from './signaling.js';
import { TO_ALL, type Address, type OutgoingMessage } from './state.js';

export interface ChatDeps {
  signaling: Signaling;
  dispatch(action: LocalAction): void;
}

/** The text as it is sent; throws `message-empty` or `message-too-long`. */
export function checkedMessage(text: string): string {
  const normal = normalizeText(text);
  if (normal === '') throw new SessionError('message-empty');
  if (isLonger(normal, MESSAGE_LENGTH)) throw new SessionError('message-too-long');
  return normal;
}

export class Chat {
  readonly #deps: ChatDeps;
  /** Unsent or refused, in the order they were written. */
  readonly #outgoing = new Map<string, OutgoingMessage>();
  #sending: Promise<void> | null = null;

  constructor(deps: ChatDeps) {
    this.#deps = deps;
  }

  /**
   * Sends a message, or keeps it until there is a connection. Throws for what no server would take;
   * the server's no stands on the outgoing message.
   */
  send(text: string, address: Address = TO_ALL): Promise<void> {
    let message: OutgoingMessage;
    try {
      message = { nonce: newId(), text: checkedMessage(text), address, problem: null };
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

  /** Gives a message of one's own another text; throws a `SessionError`. */
  async edit(sequence: number, text: string, mentions: readonly ParticipantId[]): Promise<void> {
    const message = await this.#deps.signaling.request('chat:edit', {
      sequence,
      text,
      ...(mentions.length > 0 && { mentions: [...mentions] }),
    });
    this.#deps.dispatch({ type: 'changed', message });
  }

  /** Deletes a message of one's own, or with the right to anybody's; throws a `SessionError`. */
  async delete(sequence: number): Promise<void> {
    const message = await this.#deps.signaling.request('chat:delete', { sequence });
    this.#deps.dispatch({ type: 'changed', message });
  }

  /** Forgets what waits: the call is over. */
  clear(): void {
    this.#outgoing.clear();
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const { nonce, text, address } = next;
      try {
        const message = await this.#deps.signaling.request('chat:send', {
          nonce,
          text,
          ...addressed(address),
        });
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

/** An address as it stands in a message: what it does not say is not there. */
export function addressed({ to, replyTo, mentions }: Address) {
  return {
    ...(to !== null && { to }),
    ...(replyTo !== null && { replyTo }),
    ...(mentions.length > 0 && { mentions: [...mentions] }),
  };
}
