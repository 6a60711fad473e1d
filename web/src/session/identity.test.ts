import { slugOf } from '@hangouts/protocol/text';
import type { RoomId } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { createIdentity, newId, type TicketStore } from './identity.js';

const room = slugOf('lunch') as RoomId;

function storage(): TicketStore & { values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

describe('the ticket', () => {
  it('is there for the next load of the tab, which is another page', () => {
    const tab = storage();
    const first = createIdentity(room, null, tab);
    first.keep('ticket');
    const second = createIdentity(room, null, tab);
    expect(second.ticket()).toBe('ticket');
    expect(second.page).not.toBe(first.page);
    second.keep(null);
    expect(tab.values.size).toBe(0);
  });

  it('is kept by the page where the browser keeps nothing', () => {
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    for (const tab of [null, { getItem: refuse, setItem: refuse, removeItem: refuse }]) {
      const identity = createIdentity(room, null, tab);
      expect(identity.ticket()).toBeNull();
      identity.keep('ticket');
      expect(identity.ticket()).toBe('ticket');
    }
  });
});

it('makes ids that are UUIDs of version 4', () => {
  for (let count = 0; count < 50; count += 1) {
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
