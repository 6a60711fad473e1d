import { expect, it } from 'vitest';
import { FairQueue } from './fair-queue.js';

/** A queue whose tasks are noted when they are done. */
function queue(most: number) {
  const fair = new FairQueue(most);
  const done: string[] = [];
  const ask = (from: string, task: string) =>
    fair.run(from, async () => {
      await Promise.resolve();
      done.push(task);
      return task;
    });
  return { fair, done, ask };
}

it('gives each who asks a turn, one task at a time', async () => {
  const { done, ask } = queue(60);
  const school = Array.from({ length: 60 }, (_, number) => ask('school', `school ${number}`));
  await Promise.all([...school, ask('home', 'home'), ask('office', 'office 0'), ask('office', 'office 1')]);
  expect(done.slice(0, 6)).toEqual(['school 0', 'home', 'office 0', 'school 1', 'office 1', 'school 2']);
  expect(done).toHaveLength(63);
});

it('takes so many of one who asks, and others whatever that one has in it', async () => {
  const { ask } = queue(2);
  const line = ['running', 'second', 'third'].map((task) => ask('school', task));
  await expect(ask('school', 'fourth')).rejects.toMatchObject({
    code: 'rate-limited',
    retryAfter: expect.any(Number),
  });
  expect(await ask('home', 'home')).toBe('home');
  expect(await Promise.all(line)).toEqual(['running', 'second', 'third']);
  expect(await ask('school', 'fifth')).toBe('fifth');
});

it('goes on after a task that failed, and when it had nothing to do', async () => {
  const { fair, ask } = queue(2);
  const failing = fair.run('school', () => Promise.reject(new Error('broken')));
  const next = ask('school', 'next');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('next');
  expect(await ask('home', 'later')).toBe('later');
});
