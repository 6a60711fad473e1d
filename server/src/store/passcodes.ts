import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { usedUpFor } from '../limit.js';
import type { Passcodes } from '../rooms/identity-port.js';
import { Refusal } from '../rooms/refusal.js';
import { FairQueue } from './fair-queue.js';

/** 32 MiB and some 60 ms for each guess (RFC 7914). */
const COST = { N: 2 ** 15, r: 8, p: 1 } as const;
const SALT_LENGTH = 16;
const KEY_LENGTH = 32;

/** How many wrong passcodes are taken at one room, and the seconds in which they count. */
export interface WrongLimits {
  browser: number;
  network: number;
  duration: number;
}

/**
 * A class of 60 shares one network: somebody who types wrongly, or tries, uses up what their browser has, and the others
 * go on. Who keeps no cookie, or a new one each time, has what the network has: 60 in ten minutes, 8,640 a day. To find
 * one of a million (six digits) that takes 58 days on average, of six letters and digits (36⁶) 340 years. Four digits are
 * for a meeting: an hour's guesses find one in 28 of them.
 */
const WRONG: WrongLimits = { browser: 10, network: 60, duration: 600 };

/** Passcodes of rooms as salted scrypt hashes: `scrypt$N$SALT$KEY`, salt and key in base64url. */
export function createPasscodes({ browser, network, duration }: WrongLimits = WRONG): Passcodes {
  const browsers = new RateLimiterMemory({ points: browser, duration });
  const networks = new RateLimiterMemory({ points: network, duration });
  return {
    async hash(passcode, from) {
      const salt = randomBytes(SALT_LENGTH);
      const key = await queue.run(from, () => derive(passcode, salt));
      return ['scrypt', COST.N, salt.toString('base64url'), key.toString('base64url')].join('$');
    },
    isRight(room, visitor, passcode, hash) {
      const [inBrowser, fromNetwork] = [`${room} ${visitor.browser}`, `${room} ${visitor.network}`];
      // Counted in turn too, once it was wrong: a class that comes in at once with the right one uses up nothing.
      return queue.run(visitor.network, async () => {
        const wait = (await usedUpFor(browsers, inBrowser)) ?? (await usedUpFor(networks, fromNetwork));
        if (wait !== null) throw new Refusal('passcode-tries', wait);
        const [, cost = '', salt = '', known = ''] = hash.split('$');
        const key = await derive(passcode, Buffer.from(salt, 'base64url'), Number(cost));
        const isRight = timingSafeEqual(key, Buffer.from(known, 'base64url'));
        if (!isRight) await Promise.all([browsers.penalty(inBrowser), networks.penalty(fromNetwork)]);
        return isRight;
      });
    },
  };
}

/** A class that comes in at once; what stands in the line for its network is done in 4 s. */
const MOST_QUEUED = 60;

/** One after the other: guesses from everywhere at once take no more memory than one, and no other work of the pool. */
const queue = new FairQueue(MOST_QUEUED);

function derive(passcode: string, salt: Buffer, N: number = COST.N): Promise<Buffer> {
  const options: ScryptOptions = { ...COST, N, maxmem: 256 * N * COST.r };
  return new Promise((resolve, reject) => {
    scrypt(passcode, salt, KEY_LENGTH, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
