/** What the engine needs of the connection to the server, and the notices that come by it. */
import type { Ack, Notice, NoticeName, Reply, RequestInput, RequestName } from '@hangouts/protocol';
import type { SessionError } from './error.js';

/** Any notice, told apart by its name. */
export type AnyNotice = { [E in NoticeName]: { name: E; payload: Notice<E> } }[NoticeName];

/** Whether a notice is the one of a name. */
export function isNamed<E extends NoticeName>(
  notice: { name: NoticeName; payload: unknown },
  name: E,
): notice is { name: E; payload: Notice<E> } {
  return notice.name === name;
}

export type Outcome<Value> = { ok: true; data: Value } | { ok: false; error: SessionError };

export interface Signaling {
  readonly connected: boolean;
  /**
   * Asks the server. `done` is called once. Notices that come while `join` or `media:open` is on its way
   * are given after `done` has returned: what they build on is set up in the callback, not after a promise.
   */
  ask<E extends RequestName>(
    event: E,
    payload: RequestInput<E>,
    done: (outcome: Outcome<Reply<E>>) => void,
  ): void;
  /** Asks the server; throws a `SessionError`. */
  request<E extends RequestName>(event: E, payload: RequestInput<E>): Promise<Reply<E>>;
  /** Calls back for every notice; gives the way to stop. */
  subscribe(listener: (notice: AnyNotice) => void): () => void;
}

// A record, so that the compiler asks for each new notice.
const NOTICE_NAMES: Record<NoticeName, true> = {
  'participant:joined': true,
  'participant:changed': true,
  'participant:left': true,
  'room:speakers': true,
  'room:settings': true,
  'room:rung': true,
  'direct:attempt': true,
  'direct:signal': true,
  'direct:end': true,
  'room:spotlight': true,
  reaction: true,
  caption: true,
  'media:consumer': true,
  'media:consumer-closed': true,
  'media:lost': true,
  'media:producer-closed': true,
  'media:wanted': true,
  'media:recode': true,
  'media:unreceivable': true,
  'view:saved': true,
  'chat:message': true,
  'chat:changed': true,
  'order:entry': true,
  'waiting:list': true,
  'waiting:answer': true,
  'seat:closed': true,
  'seat:expired': true,
  tick: true,
  error: true,
};

/** Whether this is a notice of this version. Its payload is the server's own and is not checked again here. */
export function isNotice(message: { name: string; payload: unknown }): message is AnyNotice {
  return Object.hasOwn(NOTICE_NAMES, message.name);
}

/** Whether this is an answer as the protocol has them. */
export function isAck<E extends RequestName>(answer: unknown): answer is Ack<Reply<E>> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  if (answer.ok === true) return 'data' in answer;
  return (
    'error' in answer && typeof answer.error === 'object' && answer.error !== null && 'code' in answer.error
  );
}
