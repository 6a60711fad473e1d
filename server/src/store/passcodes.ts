import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consume } from '../limit.js';
import type { Passcodes } from '../rooms/ports.js';

/** 32 MiB and some 60 ms for each guess (RFC 7914). */
const COST = { N: 2 ** 15, r: 8, p: 1 } as const;
const SALT_LENGTH = 16;
const KEY_LENGTH = 32;

/** Wrong passcodes from one network at one room, and the seconds in which they count. A class shares one network. */
const WRONG = { points: 20, duration: 600 } as const;

/** Passcodes of rooms as salted scrypt hashes: `scrypt$N$SALT$KEY`, salt and key in base64url. */
export function createPasscodes(wrong: { points: number; duration: number } = WRONG): Passcodes {
  const attempts = new RateLimiterMemory(wrong);
  return {
    async hash(passcode) {
      const salt = randomBytes(SALT_LENGTH);
      const key = await derive(passcode, salt);
      return ['scrypt', COST.N, salt.toString('base64url'), key.toString('base64url')].join('$');
    },
    async isRight(asker, passcode, hash) {
      await consume(attempts, asker, 1);
      const [, cost = '', salt = '', known = ''] = hash.split('$');
      const key = await derive(passcode, Buffer.from(salt, 'base64url'), Number(cost));
      const isRight = timingSafeEqual(key, Buffer.from(known, 'base64url'));
      if (isRight) await attempts.reward(asker);
      return isRight;
    },
  };
}

/** One after the other: guesses from everywhere at once take no more memory than one, and no other work of the pool. */
let queue: Promise<unknown> = Promise.resolve();

function derive(passcode: string, salt: Buffer, N: number = COST.N): Promise<Buffer> {
  const options: ScryptOptions = { ...COST, N, maxmem: 256 * N * COST.r };
  const derived = queue.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        scrypt(passcode, salt, KEY_LENGTH, options, (error, key) => (error ? reject(error) : resolve(key)));
      }),
  );
  queue = derived.catch(() => undefined);
  return derived;
}
