import type { RequestName } from '@hangouts/protocol';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consume } from '../limit.js';

/** What a message costs, of which budget. What makes the server work hard costs more. */
type Budget = 'signaling' | 'direct' | 'chat' | 'history' | 'files' | 'gestures' | 'captions';

const COSTS: Record<RequestName, [budget: Budget, cost: number]> = {
  'lobby:enter': ['signaling', 5],
  'lobby:check': ['signaling', 60],
  'lobby:check-connect': ['signaling', 5],
  'lobby:check-end': ['signaling', 1],
  join: ['signaling', 30],
  leave: ['signaling', 1],
  'line:check': ['signaling', 1],
  'media:open': ['signaling', 30],
  'media:connect': ['signaling', 5],
  'media:restart-ice': ['signaling', 5],
  'media:produce': ['signaling', 10],
  'media:pause': ['signaling', 2],
  'media:resume': ['signaling', 2],
  'media:close': ['signaling', 2],
  'media:start': ['signaling', 1],
  'media:quality': ['signaling', 10],
  'view:tiles': ['signaling', 5],
  'view:budget': ['signaling', 20],
  'direct:allow': ['signaling', 20],
  'direct:signal': ['direct', 1],
  'direct:ready': ['signaling', 1],
  'direct:failed': ['signaling', 1],
  'chat:send': ['chat', 1],
  'chat:edit': ['chat', 1],
  'chat:delete': ['chat', 1],
  'chat:history': ['history', 1],
  'chat:quotes': ['history', 1],
  'chat:search': ['history', 3],
  'file:begin': ['chat', 2],
  'file:chunk': ['files', 1],
  'file:cancel': ['chat', 1],
  'people:remove': ['signaling', 2],
  'people:role': ['signaling', 2],
  'people:hand-over': ['signaling', 2],
  'people:restrict': ['signaling', 2],
  'room:settings': ['signaling', 2],
  'people:stop': ['signaling', 2],
  'room:mute-all': ['signaling', 10],
  'room:spotlight': ['signaling', 2],
  'room:end': ['signaling', 10],
  'order:log': ['signaling', 10],
  'order:undo': ['signaling', 5],
  'order:report': ['gestures', 5],
  'waiting:admit': ['signaling', 2],
  'waiting:deny': ['signaling', 2],
  'invitation:make': ['signaling', 5],
  'hand:raise': ['gestures', 2],
  'hand:lower': ['signaling', 2],
  'reaction:send': ['gestures', 1],
  'caption:say': ['captions', 1],
};

const UNKNOWN_COST = 10;

/**
 * Points that a socket has, each `SECONDS`. A whole file of 10 MB is 157 chunks. Two pages that connect directly
 * send each other a description or two, and a candidate for each of their addresses. A line of captions is told anew
 * as it is heard better, about once a second.
 */
const POINTS: Record<Budget, number> = {
  signaling: 400,
  direct: 120,
  chat: 60,
  history: 60,
  files: 800,
  gestures: 20,
  captions: 30,
};
/** Bytes that a socket may have passed on, each `SECONDS`: they are kept for a minute for who has to recover them. */
const BYTES = 1_000_000;
const SECONDS = 10;

type SeatBudget = 'publish' | 'mute';
/** How often a seat may do so in each `SEAT_SECONDS`: media that are opened anew again and again publish four each. */
const SEAT_POINTS: Record<SeatBudget, number> = { publish: 40, mute: 120 };
const SEAT_SECONDS = 60;

/** What limits the messages of each socket, and of each seat. */
export interface Budgets {
  /**
   * Takes the cost of a message; null: of a name that the protocol does not know. What reaches others, or what the
   * server has to look for, is counted by seat, so that another socket has no budget of its own.
   * @throws Refusal `rate-limited`, with the time to wait, where the budget is used up
   */
  charge(socketId: string, participant: string | null, name: RequestName | null): Promise<void>;
  /**
   * Takes one more publishing, or muting, by whoever sits in a seat, by whichever socket: each is multiplied by those
   * who receive it. @throws Refusal as above
   */
  chargeSeat(participant: string, what: SeatBudget): Promise<void>;
  /** Takes the size of what is passed on to another page, in bytes. @throws Refusal as above */
  chargeBytes(socketId: string, bytes: number): Promise<void>;
}

/** New budgets, all of them full. */
export function createBudgets(): Budgets {
  const limiterOf = (points: number) => new RateLimiterMemory({ points, duration: SECONDS });
  const limiters: Record<Budget, RateLimiterMemory> = {
    signaling: limiterOf(POINTS.signaling),
    direct: limiterOf(POINTS.direct),
    chat: limiterOf(POINTS.chat),
    history: limiterOf(POINTS.history),
    files: limiterOf(POINTS.files),
    gestures: limiterOf(POINTS.gestures),
    captions: limiterOf(POINTS.captions),
  };
  const seatLimiterOf = (what: SeatBudget) =>
    new RateLimiterMemory({ points: SEAT_POINTS[what], duration: SEAT_SECONDS });
  const seats: Record<SeatBudget, RateLimiterMemory> = {
    publish: seatLimiterOf('publish'),
    mute: seatLimiterOf('mute'),
  };
  const bytesLimiter = limiterOf(BYTES);
  return {
    async charge(socketId, participant, name) {
      const [budget, cost] = name === null ? (['signaling', UNKNOWN_COST] as const) : COSTS[name];
      const bySocket = budget === 'signaling' || budget === 'direct';
      await consume(limiters[budget], bySocket ? socketId : (participant ?? socketId), cost);
    },
    chargeSeat: (participant, what) => consume(seats[what], participant, 1),
    chargeBytes: (socketId, bytes) => consume(bytesLimiter, socketId, bytes),
  };
}
