import type { Readable } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { mayJoinUnasked } from './permission.js';
import { canAsk } from './roomWords.js';

/** Waits until a value is as `holds` says; rejects when given up. */
function until<Value>(
  readable: Readable<Value>,
  holds: (value: Value) => boolean,
  signal: AbortSignal,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!holds(readable.get())) return;
      stop();
      resolve(readable.get());
    };
    const stop = readable.subscribe(look);
    signal.addEventListener('abort', () => {
      stop();
      reject(new DOMException('Given up.', 'AbortError'));
    });
    look();
  });
}

export interface UnaskedJoin {
  state: Readable<RoomState>;
  wanted: { microphone: boolean; camera: boolean };
  join(): Promise<void>;
  signal: AbortSignal;
}

/** Joins without the lobby where the browser has nothing to ask; returns once there is something for a person to do. */
export async function joinUnasked({ state, wanted, join, signal }: UnaskedJoin): Promise<void> {
  if (!(await mayJoinUnasked(wanted))) return;
  const stuck = ({ problem, signaling }: RoomState) => problem !== null || signaling === 'lost';
  const now = await until(state, (value) => stuck(value) || canAsk(value), signal);
  if (!stuck(now)) await join();
}
