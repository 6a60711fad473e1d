import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { Cap } from './cap.js';

const thing = () => ({ observer: new EventEmitter<{ close: [] }>() });

it('has so many places and no more, until one is given back', () => {
  const cap = new Cap(2);
  expect([cap.take(), cap.take(), cap.take()]).toEqual([true, true, false]);
  expect(cap.isFull).toBe(true);
  cap.give();
  expect(cap.isFull).toBe(false);
  expect([cap.take(), cap.take()]).toEqual([true, false]);
});

it('counts what is in the making, and what was made until it closes', async () => {
  const cap = new Cap(1);
  const made = thing();
  const making = cap.hold(() => Promise.resolve(made));
  expect(await cap.hold(() => Promise.reject(new Error('never asked')))).toBeNull();
  expect(await making).toBe(made);
  expect(cap.isFree).toBe(false);
  made.observer.emit('close');
  expect(cap.isFree).toBe(true);
});

it('does not count what failed', async () => {
  const cap = new Cap(1);
  await expect(cap.hold(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(cap.isFree).toBe(true);
});
