import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { Refusal } from './rooms/refusal.js';

/** Takes so many points of what `key` has. @throws Refusal `rate-limited`, with the time to wait, where they are used up */
export async function consume(limiter: RateLimiterAbstract, key: string, points: number): Promise<void> {
  try {
    await limiter.consume(key, points);
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new Refusal('rate-limited', error.msBeforeNext);
    throw error;
  }
}

/** How long there is nothing left of what `key` has, in milliseconds; null where there is some. Takes nothing of it. */
export async function usedUpFor(limiter: RateLimiterAbstract, key: string): Promise<number | null> {
  const used = await limiter.get(key);
  return used === null || used.consumedPoints < limiter.points ? null : used.msBeforeNext;
}
