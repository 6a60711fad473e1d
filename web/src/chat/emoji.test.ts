import { describe, expect, it } from 'vitest';
import { emojiFor, GROUPS, loadEmoji, rememberEmoji, withTone } from './emoji.js';

const english = await loadEmoji('en');

it('has every group, and nothing that is only a part of others', () => {
  for (const group of GROUPS) expect(english.filter((one) => one.group === group).length).toBeGreaterThan(50);
  expect(english.map(({ emoji }) => emoji)).not.toContain('🏽');
  expect(english.length).toBeGreaterThan(1_800);
});

describe('searching', () => {
  it.each([
    ['thumbs up', '👍'],
    ['GRINNING', '😀'],
    ['party popper', '🎉'],
  ])('%s', (text, emoji) => {
    expect(emojiFor(text, english)[0]?.emoji).toMatch(new RegExp(`^${emoji}`, 'u'));
  });

  it('is by every word, bounded, and of nothing gives nothing', () => {
    expect(emojiFor('cat dog rocket', english)).toEqual([]);
    expect(emojiFor('a', english).length).toBeLessThanOrEqual(80);
    expect(emojiFor(' ', english)).toEqual([]);
  });

  it('is in the language of the page, where there are names in it', async () => {
    expect(emojiFor('katze', await loadEmoji('de')).map(({ emoji }) => emoji)).toContain('🐈️');
    expect(emojiFor('cat', await loadEmoji('mk')).map(({ emoji }) => emoji)).toContain('🐈️');
  });
});

it('has a skin where it has one', () => {
  const [hand] = emojiFor('waving hand', english);
  const [cat] = emojiFor('cat face', english);
  if (hand === undefined || cat === undefined) throw new Error('there is no hand or no cat');
  expect([withTone(hand, 0), withTone(hand, 1), withTone(hand, 5)]).toEqual(['👋', '👋🏻', '👋🏿']);
  expect(withTone(cat, 3)).toBe(cat.emoji);
  // Of two people, both have it.
  const couple = english.find(({ name }) => name === 'people holding hands');
  expect(couple?.skins).toHaveLength(5);
});

it('remembers the last ones, each once, and the skin', () => {
  const values = new Map<string, string>();
  const storage = {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
    removeItem: (name: string) => void values.delete(name),
  };
  const memory = rememberEmoji(storage);
  for (const emoji of ['😀', '🐈', '😀', ...Array.from({ length: 30 }, (_, index) => `e${index}`)])
    memory.used(emoji);
  memory.used('😀');
  memory.keepTone(3);
  const later = rememberEmoji(storage);
  expect(later.recent().slice(0, 2)).toEqual(['😀', 'e29']);
  expect(later.recent()).toHaveLength(24);
  expect(later.tone()).toBe(3);
  values.set('hangouts:emoji-tone', 'nonsense');
  expect(rememberEmoji(storage).tone()).toBe(0);
});
