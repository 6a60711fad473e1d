import { randomUUID } from 'node:crypto';
import type { ChatMessage } from '@hangouts/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewChatMessage } from '../rooms/chat-port.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { lounge, newMessage, newSeat, openTestStore, reader } from './fixtures/store.js';
import type { Store } from './store.js';

let store: Store;
const [ana, ben, eve] = [newSeat(), newSeat(), newSeat()];

beforeEach(async () => {
  store = await openTestStore();
});

async function say(who: SeatRef, text: string, more: Partial<NewChatMessage> = {}): Promise<ChatMessage> {
  return (await store.chat.append(lounge, newMessage(who, text, randomUUID(), more))).message;
}

const to = ({ participant }: SeatRef) => ({ to: { participant, name: 'Somebody' } });
const texts = (messages: readonly ChatMessage[]) => messages.map(({ text }) => text).join(' ');

describe('what is private', () => {
  it('is there for two, with its number; a third one’s pages are as full as ever', async () => {
    for (let index = 1; index <= 4; index += 1) {
      await say(ana, `p${index}`, to(ben));
      await say(eve, `${index}`);
    }
    const page = (who: SeatRef, before: number | null, limit: number) =>
      store.chat.page(reader(lounge, who), before, limit);
    expect(texts((await page(ana, null, 10)).messages)).toBe('p1 1 p2 2 p3 3 p4 4');
    expect(texts((await page(ben, null, 3)).messages)).toBe('3 p4 4');
    const newest = await page(eve, null, 2);
    expect([texts(newest.messages), newest.more]).toEqual(['3 4', true]);
    const oldest = await page(eve, newest.messages[0]?.sequence ?? 0, 2);
    expect([texts(oldest.messages), oldest.more]).toEqual(['1 2', false]);
  });

  it('is not found by its number, nor by its words, by a third', async () => {
    const secret = await say(ana, 'the secret', to(ben));
    for (const [who, found] of [
      [ana, 1],
      [ben, 1],
      [eve, 0],
    ] as const) {
      const as = reader(lounge, who);
      expect(await store.chat.get(as, [secret.sequence])).toHaveLength(found);
      expect((await store.chat.search(as, 'secret', secret.sequence + 1)).messages).toHaveLength(found);
    }
  });

  it('comes back as it was written', async () => {
    const more = { ...to(ben), replyTo: 7, mentions: [{ participant: ben.participant, name: 'Ben' }] };
    const written = await say(ana, '@Ben hello', more);
    expect(written).toMatchObject(more);
    expect(await store.chat.get(reader(lounge, ben), [written.sequence])).toEqual([written]);
  });
});

it('nothing up to where a reader may not see is there for them', async () => {
  for (const text of ['one', 'two', 'three']) await say(ana, text);
  const late = { ...reader(lounge, eve), after: 2 };
  expect(texts((await store.chat.page(late, null, 10)).messages)).toBe('three');
  expect(await store.chat.get(late, [1, 2])).toEqual([]);
  expect((await store.chat.search(late, 'o', 4)).messages).toEqual([]);
  expect((await store.chat.search(late, 'three', 4)).before).toBeNull();
});

describe('searching', () => {
  const search = async (text: string, before: number | null = null) => {
    const newest = (await store.rooms.load(lounge))?.chatSequence ?? 0;
    return store.chat.search(reader(lounge, eve), text, before ?? newest + 1);
  };

  it.each([
    ['caf', 'Café au lait'],
    ['LAIT café', 'Café au lait'],
    ['100%', '100% sure'],
    ['a_b', 'a_b'],
    ['\\', 'back\\slash'],
    ['привет', 'ПРИВЕТ, мир'],
    ['猫', '黒い猫です'],
  ])('%s finds %s', async (words, expected) => {
    for (const text of [
      'Café au lait',
      '100% sure',
      '100 sure',
      'a_b',
      'axb',
      'back\\slash',
      'ПРИВЕТ, мир',
    ]) {
      await say(ana, text);
    }
    await say(ana, '黒い猫です');
    expect(texts((await search(words)).messages)).toBe(expected);
  });

  it('gives the newest first, page by page, to the beginning', async () => {
    for (let index = 0; index < 45; index += 1) await say(ana, `word ${index}`);
    const first = await search('word');
    expect(first.messages.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, index) => 45 - index),
    );
    const second = await search('word', first.before);
    const third = await search('word', second.before);
    expect(third.messages.at(-1)?.text).toBe('word 0');
    expect([second.messages.length, third.messages.length, third.before]).toEqual([20, 5, null]);
  });

  it('looks back a bounded way, and says from where to go on', async () => {
    await say(ana, 'needle');
    await Promise.all(Array.from({ length: 5_200 }, (_, index) => say(ana, `hay ${index}`)));
    const first = await search('needle');
    expect(first.messages).toEqual([]);
    const second = await search('needle', first.before);
    expect(second.messages).toEqual([]);
    const third = await search('needle', second.before);
    expect(texts(third.messages)).toBe('needle');
    expect(third.before).toBeNull();
  });

  it('looks through fewer where they are long, and finds words in what repeats itself', async () => {
    await say(ana, 'needle');
    // Each of these letters becomes four.
    await Promise.all(Array.from({ length: 60 }, () => say(ana, '⁗'.repeat(4_000))));
    const first = await search(`x${'⁗'.repeat(99)}`);
    expect(first.messages).toEqual([]);
    expect(first.before).toBeGreaterThan(2);
    expect((await search('⁗'.repeat(99))).messages.length).toBeGreaterThan(0);
    const second = await search('needle', first.before);
    expect(texts(second.messages)).toBe('needle');
  });

  it('goes by the text as it is now', async () => {
    const { sequence } = await say(ana, 'before');
    await store.chat.edit(ana, { sequence, text: 'after', mentions: [], at: 5 });
    expect((await search('before')).messages).toEqual([]);
    expect(texts((await search('after')).messages)).toBe('after');
    await store.chat.delete(lounge, sequence, 'sender');
    expect((await search('after')).messages).toEqual([]);
  });
});
