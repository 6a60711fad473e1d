import type { RequestName } from '@hangouts/protocol';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../rooms/refusal.js';

/** What a message costs, of which budget. What makes the server work hard costs more. */
type Budget = 'signaling' | 'chat' | 'files';

const COSTS: Record<RequestName, [budget: Budget, cost: number]> = {
  'lobby:enter': ['signaling', 5],
  join: ['signaling', 30],
  leave: ['signaling', 1],
  'media:open': ['signaling', 30],
  'media:connect': ['signaling', 5],
  'media:produce': ['signaling', 10],
  'media:pause': ['signaling', 2],
  'media:resume': ['signaling', 2],
  'media:close': ['signaling', 2],
  'media:start': ['signaling', 1],
  'view:tiles': ['signaling', 2],
  'chat:send': ['chat', 1],
  'chat:history': ['chat', 1],
  'file:begin': ['chat', 2],
  'file:chunk': ['files', 1],
  'file:cancel': ['chat', 1],
  'people:remove': ['signaling', 2],
  'people:role': ['signaling', 2],
  'people:restrict': ['signaling', 2],
  'room:settings': ['signaling', 2],
};

const UNKNOWN_COST = 10;

/** Points that a socket has, each `SECONDS`. A whole file of 10 MB is 157 chunks. */
const POINTS: Record<Budget, number> = { signaling: 400, chat: 60, files: 800 };
const SECONDS = 10;

/**
 * Limits the messages of each socket by cost.
 * @returns a function that takes the cost of a message (null: a name the protocol does not know) and
 * throws a Refusal `rate-limited`, with the time to wait, where the budget is used up
 */
export function createBudgets(): (socketId: string, name: RequestName | null) => Promise<void> {
  const limiters: Record<Budget, RateLimiterMemory> = {
    signaling: new RateLimiterMemory({ points: POINTS.signaling, duration: SECONDS }),
    chat: new RateLimiterMemory({ points: POINTS.chat, duration: SECONDS }),
    files: new RateLimiterMemory({ points: POINTS.files, duration: SECONDS }),
  };
  return async (socketId, name) => {
    const [budget, cost] = name === null ? (['signaling', UNKNOWN_COST] as const) : COSTS[name];
    try {
      await limiters[budget].consume(socketId, cost);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw new Refusal('rate-limited', error.msBeforeNext);
      throw error;
    }
  };
}
