import { describe, expect, it } from 'vitest';
import { createPasscodes } from './passcodes.js';

describe('a passcode', () => {
  const passcodes = createPasscodes({ points: 3, duration: 60 });

  it('is told from others by its hash, which is another one each time', async () => {
    const [one, other] = await Promise.all([passcodes.hash('open sesame'), passcodes.hash('open sesame')]);
    expect(one).not.toBe(other);
    expect(one).not.toContain('sesame');
    expect(await passcodes.isRight('a', 'open sesame', one)).toBe(true);
    expect(await passcodes.isRight('a', 'open sesamE', other)).toBe(false);
  });

  it('can be wrong a few times from one network, and goes on being asked for from others', async () => {
    const hash = await passcodes.hash('4711');
    for (const guess of ['0', '1', '2']) expect(await passcodes.isRight('b', guess, hash)).toBe(false);
    await expect(passcodes.isRight('b', '4711', hash)).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfter: expect.any(Number),
    });
    expect(await passcodes.isRight('c', '4711', hash)).toBe(true);
  });

  it('that is right costs nothing', async () => {
    const hash = await passcodes.hash('4711');
    for (let time = 0; time < 5; time += 1) expect(await passcodes.isRight('d', '4711', hash)).toBe(true);
  });
});
