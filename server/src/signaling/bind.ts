import {
  codeOf,
  errorReply,
  requests,
  type ErrorCode,
  type Reply,
  type Request,
  type RequestName,
} from '@hangouts/protocol';
import { Refusal } from '../rooms/refusal.js';
import type { PageSocket } from './page.js';

/** What answers each message. The compiler proves that there is one for every message. */
export type Handlers = {
  [E in RequestName]: (socket: PageSocket, request: Request<E>) => Reply<E> | Promise<Reply<E>>;
};

export interface BindOptions {
  handlers: Handlers;
  /** Takes the cost of a message. @throws Refusal `rate-limited` */
  charge(socket: PageSocket, name: RequestName | null): Promise<void>;
  /** Counts a refusal. */
  refused(code: ErrorCode): void;
  log: { error(details: object, message: string): void };
}

type Answer = (answer: unknown) => void;

/**
 * Takes every message of a socket through the same four steps: parse, permission and domain (the handler),
 * ack. The one try/catch of signaling: whatever fails becomes one error with a code of the protocol, in the
 * ack or, where none was given, as an `error` event; it never carries any of the input.
 */
export function bind(socket: PageSocket, options: BindOptions): void {
  const run = async (name: unknown, args: unknown[]): Promise<void> => {
    const last = args.at(-1);
    const ack = isAnswer(last) ? last : null;
    const payload = ack === null ? args : args.slice(0, -1);
    try {
      const data = await answer(socket, options, name, payload);
      ack?.({ ok: true, data });
    } catch (error) {
      const refusal = asRefusal(error, name, options);
      options.refused(refusal.code);
      const reply = errorReply(refusal.code, refusal.retryAfter);
      // Not kept for a page that has to recover: Socket.io would hold each for a minute.
      if (ack === null) socket.volatile.emit('error', reply);
      else ack({ ok: false, error: reply });
    }
  };
  socket.onAny((name: unknown, ...args: unknown[]) => void run(name, args));
}

async function answer(
  socket: PageSocket,
  { handlers, charge }: BindOptions,
  name: unknown,
  payload: unknown[],
): Promise<unknown> {
  const known = isRequestName(name) ? name : null;
  await charge(socket, known);
  if (known === null) throw new Refusal('unknown-event');
  if (payload.length !== 1) throw new Refusal('invalid');
  return handle(handlers, socket, known, payload[0]);
}

function handle<E extends RequestName>(
  handlers: Handlers,
  socket: PageSocket,
  name: E,
  payload: unknown,
): Reply<E> | Promise<Reply<E>> {
  const parsed = requests[name].request.safeParse(payload);
  if (!parsed.success) throw new Refusal(codeOf(parsed.error.issues));
  // The table pairs each name with its own schema; TypeScript cannot follow that through a generic key.
  return handlers[name](socket, parsed.data as Request<E>);
}

function asRefusal(error: unknown, name: unknown, { log }: BindOptions): Refusal {
  if (error instanceof Refusal) return error;
  log.error({ err: error, event: isRequestName(name) ? name : 'unknown' }, 'a message failed');
  return new Refusal('internal');
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'function';
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(requests, name);
}
