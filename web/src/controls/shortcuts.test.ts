import { describe, expect, it } from 'vitest';
import { actionOf, canBeKey, FIRST_KEYS, type Stroke } from './shortcuts.js';

const stroke = (key: string, more: Partial<Stroke> = {}): Stroke => ({
  key,
  command: false,
  alt: false,
  repeat: false,
  within: 'page',
  ...more,
});
const on = { on: true, keys: FIRST_KEYS };
const off = { on: false, keys: FIRST_KEYS };

describe('what a key does', () => {
  it.each([
    [stroke('m'), 'microphone'],
    [stroke('M'), 'microphone'],
    [stroke('v'), 'camera'],
    [stroke('h'), 'hand'],
    [stroke('c'), 'chat'],
    [stroke('p'), 'people'],
    [stroke('?'), 'shortcuts'],
    [stroke(' '), 'push-to-talk'],
    [stroke('d', { command: true }), 'microphone'],
    [stroke('e', { command: true }), 'camera'],
    [stroke('x'), null],
    [stroke('Enter'), null],
  ] as const)('%j: %j', (pressed, action) => {
    expect(actionOf(pressed, on)).toBe(action);
  });

  it.each(['text', 'control'] as const)('in a %s no single key acts, and those with Control do', (within) => {
    for (const key of ['m', 'v', 'h', 'c', 'p', '?', ' '])
      expect(actionOf(stroke(key, { within }), on)).toBeNull();
    expect(actionOf(stroke('d', { within, command: true }), on)).toBe('microphone');
  });

  it('held down it acts once, and with Alt not at all', () => {
    expect(actionOf(stroke('m', { repeat: true }), on)).toBeNull();
    expect(actionOf(stroke('m', { alt: true }), on)).toBeNull();
    expect(actionOf(stroke('m', { command: true }), on)).toBeNull();
  });

  it('single keys can be switched off, and changed', () => {
    expect(actionOf(stroke('m'), off)).toBeNull();
    expect(actionOf(stroke(' '), off)).toBeNull();
    expect(actionOf(stroke('d', { command: true }), off)).toBe('microphone');
    const other = { on: true, keys: { ...FIRST_KEYS, microphone: 'k' } };
    expect([actionOf(stroke('k'), other), actionOf(stroke('m'), other)]).toEqual(['microphone', null]);
  });
});

it.each([
  ['k', true],
  ['m', true],
  ['c', false],
  ['C', false],
  [' ', false],
  ['Enter', false],
  ['', false],
  ['ä', true],
])('%j as the key of the microphone: %j', (key, can) => {
  expect(canBeKey(key, 'microphone', FIRST_KEYS)).toBe(can);
});
