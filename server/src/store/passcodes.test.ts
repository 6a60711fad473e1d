import { RoomId } from '@hangouts/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Passcodes, Visitor } from '../rooms/identity-port.js';
import { createPasscodes } from './passcodes.js';

const [lounge, garden] = [RoomId.parse('lounge'), RoomId.parse('garden')];
const LIMITED = { code: 'passcode-tries', retryAfter: expect.any(Number) };

let passcodes: Passcodes;
let hash: string;

beforeAll(async () => {
  passcodes = createPasscodes({ browser: 2, network: 5, duration: 60 });
  hash = await passcodes.hash('4711', 'home');
});

const isRight = (visitor: Visitor, passcode: string, room = lounge) =>
  passcodes.isRight(room, visitor, passcode, hash);

/** Gives wrong passcodes one after the other, each of which is heard. */
async function guess(visitor: Visitor, times: number) {
  for (let time = 0; time < times; time += 1) expect(await isRight(visitor, `guess ${time}`)).toBe(false);
}

describe('a passcode', () => {
  it('is told from others by its hash, which is another one each time', async () => {
    const [one, other] = await Promise.all([
      passcodes.hash('open sesame', 'home'),
      passcodes.hash('open sesame', 'home'),
    ]);
    const visitor = { browser: 'a', network: 'a' };
    expect(one).not.toBe(other);
    expect(one).not.toContain('sesame');
    expect(await passcodes.isRight(lounge, visitor, 'open sesame', one)).toBe(true);
    expect(await passcodes.isRight(lounge, visitor, 'open sesamE', other)).toBe(false);
  });

  it('can be wrong a few times in one browser; others of its network go on, however often that one asks', async () => {
    const pupil = { browser: 'pupil', network: 'school' };
    await guess(pupil, 2);
    for (let time = 0; time < 10; time += 1)
      await expect(isRight(pupil, '4711')).rejects.toMatchObject(LIMITED);
    await guess({ browser: 'other', network: 'school' }, 2);
    expect(await isRight({ browser: 'third', network: 'school' }, '4711')).toBe(true);
  });

  it('can be wrong some more times from one network, with whatever cookies, and goes on being asked for elsewhere', async () => {
    for (let time = 0; time < 5; time += 1) await guess({ browser: `new ${time}`, network: 'flood' }, 1);
    const classmate = { browser: 'classmate', network: 'flood' };
    for (let time = 0; time < 5; time += 1)
      await expect(isRight(classmate, '4711')).rejects.toMatchObject(LIMITED);
    expect(await isRight({ ...classmate, network: 'home' }, '4711')).toBe(true);
    expect(await isRight(classmate, '4711', garden)).toBe(true);
  });

  it('that is right costs nothing', async () => {
    const visitor = { browser: 'd', network: 'd' };
    for (let time = 0; time < 9; time += 1) expect(await isRight(visitor, '4711')).toBe(true);
  });

  it('that is right is taken from a whole school at once, also beside somebody who mistypes', async () => {
    const school = Array.from({ length: 12 }, (_, number) => ({ browser: `pupil ${number}`, network: 'e' }));
    const answers = school.map((visitor, number) => isRight(visitor, number === 3 ? '4712' : '4711'));
    expect(await Promise.all(answers)).toEqual(school.map((_, number) => number !== 3));
  });

  it('of somebody is compared second, whatever another network has in the line; what is above its bound is not counted', async () => {
    const order: string[] = [];
    const ask = async (network: string, passcode: string) => {
      const answer = await isRight({ browser: network, network }, passcode).catch(
        ({ code }: Error & { code: string }) => code,
      );
      order.push(network);
      return answer;
    };
    const flood = Array.from({ length: 61 }, () => ask('f', '4711'));
    const above = await ask('f', 'wrong');
    expect([above, order.length]).toEqual(['rate-limited', 1]);
    const one = await ask('g', '4711');
    expect([one, order]).toEqual([true, ['f', 'f', 'g']]);
    expect(await Promise.all(flood)).toEqual(Array(61).fill(true));
    await guess({ browser: 'f', network: 'f' }, 2);
  });
});
