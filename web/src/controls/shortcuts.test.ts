import { describe, expect, it } from 'vitest';
import { actionOf, canBeKey, FIRST_KEYS, hasCommandKey, signOf, type Stroke } from './shortcuts.js';

const stroke = (key: string, more: Partial<Stroke> = {}): Stroke => ({
  key,
  code: '',
  ctrl: false,
  meta: false,
  shift: false,
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
    [stroke('?', { shift: true }), 'shortcuts'],
    [stroke(' '), 'push-to-talk'],
    [stroke('d', { ctrl: true }), 'microphone'],
    [stroke('e', { ctrl: true }), 'camera'],
    [stroke('x'), null],
    [stroke('Enter'), null],
  ] as const)('%j: %j', (pressed, action) => {
    expect(actionOf(pressed, on, false)).toBe(action);
  });

  it.each([
    // Macedonian, Russian, Greek, Arabic (one key writes two letters), Hebrew, Japanese kana.
    [stroke('м', { code: 'KeyM' }), 'microphone'],
    [stroke('М', { code: 'KeyM' }), 'microphone'],
    [stroke('ь', { code: 'KeyM' }), 'microphone'],
    [stroke('μ', { code: 'KeyM' }), 'microphone'],
    [stroke('ة', { code: 'KeyM' }), 'microphone'],
    [stroke('ر', { code: 'KeyV' }), 'camera'],
    [stroke('ה', { code: 'KeyV' }), 'camera'],
    [stroke('せ', { code: 'KeyP' }), 'people'],
    [stroke('؟', { code: 'Slash', shift: true }), 'shortcuts'],
    [stroke('д', { code: 'KeyD', ctrl: true }), 'microphone'],
    [stroke('в', { code: 'KeyD', ctrl: true }), 'microphone'],
    [stroke('ي', { code: 'KeyD', ctrl: true }), 'microphone'],
    [stroke('у', { code: 'KeyE', ctrl: true }), 'camera'],
    [stroke('لا', { code: 'KeyB' }), null],
    [stroke('ж', { code: 'Semicolon' }), null],
    // Dvorak and AZERTY: what is written counts, not where.
    [stroke('j', { code: 'KeyC' }), null],
    [stroke('c', { code: 'KeyI' }), 'chat'],
    [stroke('m', { code: 'Semicolon' }), 'microphone'],
    [stroke(',', { code: 'KeyM' }), null],
    [stroke('e', { code: 'KeyD', ctrl: true }), 'camera'],
  ] as const)('on keyboards of other kinds %j: %j', (pressed, action) => {
    expect(actionOf(pressed, on, false)).toBe(action);
  });

  it('in a text and on a control no single key acts, and those with Control do', () => {
    for (const within of ['text', 'control'] as const) {
      for (const key of ['m', 'v', 'h', 'c', 'p', '?', ' '])
        expect(actionOf(stroke(key, { within }), on, false)).toBeNull();
      expect(actionOf(stroke('d', { within, ctrl: true }), on, false)).toBe('microphone');
    }
  });

  it.each([
    ['Control', false, { ctrl: true }, 'microphone'],
    ['Control on a Mac, where it edits', true, { ctrl: true }, null],
    ['Command on a Mac', true, { meta: true }, 'microphone'],
    ['the Windows key', false, { meta: true }, null],
    ['both', false, { ctrl: true, meta: true }, null],
    ['both on a Mac', true, { ctrl: true, meta: true }, null],
    ['Control and Shift', false, { ctrl: true, shift: true }, null],
    ['Control and Alt', false, { ctrl: true, alt: true }, null],
    ['Command and Shift', true, { meta: true, shift: true }, null],
    ['Command and Option', true, { meta: true, alt: true }, null],
  ] as const)('D with %s', (_, apple, keys, action) => {
    for (const within of ['page', 'text'] as const)
      expect(actionOf(stroke('d', { ...keys, within }), on, apple)).toBe(action);
  });

  it('held down it acts once, and with a key beside it that is no command of ours not at all', () => {
    for (const apple of [false, true]) {
      expect(actionOf(stroke('m', { repeat: true }), on, apple)).toBeNull();
      expect(actionOf(stroke('m', { alt: true }), on, apple)).toBeNull();
      expect(actionOf(stroke('m', { ctrl: true }), on, apple)).toBeNull();
      expect(actionOf(stroke('v', { meta: true }), on, apple)).toBeNull();
      expect(actionOf(stroke(' ', { ctrl: true }), on, apple)).toBeNull();
    }
  });

  it('single keys can be switched off, and changed', () => {
    expect(actionOf(stroke('m'), off, false)).toBeNull();
    expect(actionOf(stroke(' '), off, false)).toBeNull();
    expect(actionOf(stroke('d', { ctrl: true }), off, false)).toBe('microphone');
    const other = { on: true, keys: { ...FIRST_KEYS, microphone: 'k', hand: 'л' } };
    expect([actionOf(stroke('k'), other, false), actionOf(stroke('m'), other, false)]).toEqual([
      'microphone',
      null,
    ]);
    expect(actionOf(stroke('л', { code: 'KeyK' }), other, false)).toBe('hand');
  });
});

it.each([
  ['k', 'KeyK', 'k'],
  ['K', 'KeyK', 'k'],
  ['л', 'KeyK', 'k'],
  ['Ж', 'Semicolon', 'ж'],
  ['ن', 'KeyK', 'k'],
  ['لا', 'KeyB', 'b'],
  ['ä', 'Quote', 'ä'],
  ['q', 'KeyA', 'q'],
  [' ', 'Space', ' '],
])('who chooses %j of %s has %j', (key, code, sign) => {
  expect(signOf({ key, code })).toBe(sign);
});

it.each([
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15', true],
  ['Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Version/17.4 Safari/604.1', true],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36', false],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', false],
])('%s has a key for Command: %s', (userAgent, has) => {
  expect(hasCommandKey(userAgent)).toBe(has);
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
