import { expect, it } from 'vitest';
import { createRecent } from './recent.js';

function storage(kept: string | null = null) {
  let value = kept;
  return {
    getItem: () => value,
    setItem: (_name: string, text: string) => void (value = text),
    removeItem: () => void (value = null),
    get value() {
      return value;
    },
  };
}

it('the newest is first, each is there once, and no more than six are kept', () => {
  const store = storage();
  const recent = createRecent(store);
  for (const [at, room] of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'b'].entries()) recent.add(room, at);
  expect(recent.get().map(({ room }) => room)).toEqual(['b', 'g', 'f', 'e', 'd', 'c']);
  expect(createRecent(store).get()).toEqual(recent.get());
});

it('what is forgotten is gone, the last one with all that was kept', () => {
  const store = storage();
  const recent = createRecent(store);
  recent.add('a', 1);
  recent.forget('a');
  expect([recent.get(), store.value]).toEqual([[], null]);
});

it.each([
  ['not json', 0],
  ['{}', 0],
  ['[null, 1, {"room": "a"}, {"room": "A b", "at": 1}, {"room": "a", "at": null}]', 0],
  ['[{"room": "a", "at": 5, "more": "<b>"}]', 1],
])('of %j in the store %i is a visit', (kept, count) => {
  expect(createRecent(storage(kept)).get()).toHaveLength(count);
});
