import { randomUUID } from 'node:crypto';
import { PageId } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import type { Visitor } from './identity-port.js';
import { Waiting } from './waiting.js';

const newPage = () => PageId.parse(randomUUID());
/** Somebody in a browser of their own. */
const from = (network: string): Visitor => ({ network, browser: randomUUID() });

/** How a row of people is answered who ask one after the other. */
function answers(waiting: Waiting, visitors: readonly Visitor[]) {
  return visitors.map((visitor) => waiting.ask(newPage(), 'Somebody', visitor, 0));
}

describe('the places of a waiting room', () => {
  it('hold a class behind one router, and leave places for others', () => {
    const waiting = new Waiting();
    const flood = answers(
      waiting,
      Array.from({ length: 200 }, () => from('192.0.2.1')),
    );
    expect(flood.slice(0, 60)).toEqual(Array(60).fill(null));
    expect(new Set(flood.slice(60))).toEqual(new Set(['waiting-full']));
    expect(answers(waiting, [from('198.51.100.7'), from('2001:db8::/64')])).toEqual([null, null]);
  });

  it('are few for one browser, from wherever it asks', () => {
    const waiting = new Waiting();
    const tabs = Array.from({ length: 5 }, (_, index) => ({ browser: 'one', network: `192.0.2.${index}` }));
    expect(answers(waiting, tabs)).toEqual([null, null, null, 'waiting-full', 'waiting-full']);
    expect(answers(waiting, [from('192.0.2.1')])).toEqual([null]);
  });

  it('end', () => {
    const waiting = new Waiting({ all: 3, network: 2, browser: 1 });
    const many = ['a', 'a', 'a', 'b', 'c'].map(from);
    expect(answers(waiting, many)).toEqual([null, null, 'waiting-full', null, 'waiting-full']);
  });

  it('are free again when somebody goes, is let in or is not', () => {
    const waiting = new Waiting({ all: 9, network: 1, browser: 1 });
    const page = newPage();
    const ask = () => answers(waiting, [from('a')])[0];
    waiting.ask(page, 'Ana', from('a'), 0);
    expect(ask()).toBe('waiting-full');
    waiting.leave(page);
    expect(ask()).toBeNull();
    waiting.admit(null);
    expect(ask()).toBeNull();
    waiting.deny(null);
    expect(ask()).toBeNull();
  });

  it('are kept by who asks again, under another name and from another network too', () => {
    const waiting = new Waiting({ all: 1, network: 1, browser: 1 });
    const page = newPage();
    waiting.ask(page, 'Ana', from('a'), 0);
    expect(waiting.ask(page, 'Ana-Maria', from('b'), 5)).toBeNull();
    expect(waiting.list()).toMatchObject([{ name: 'Ana-Maria', since: 0 }]);
  });
});
