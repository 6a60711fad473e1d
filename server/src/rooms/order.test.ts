import { NO_RESTRICTIONS, type OrderEntry } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { Admission } from './admission.js';
import { fixture, ROOM } from './fixture.js';
import { Moderation } from './moderation.js';
import { Order } from './order.js';

/** A host and another in a room, and what the host does and reads. */
async function kept() {
  const room = fixture();
  const [ana, ben] = [await room.come('Ana'), await room.come('Ben')];
  const moderation = new Moderation(room.context, room.rooms);
  const order = new Order(room.context, room.rooms, moderation);
  const admission = new Admission(room.context, room.rooms);
  const lines = () => order.log(ana.ref).entries;
  /** Takes back the newest line that says this. */
  const undo = (says: Partial<OrderEntry>) => {
    const line = lines().findLast((one) =>
      Object.entries(says).every(([key, value]) => matches(one, key, value)),
    );
    return order.undo(ana.ref, { entry: line?.id ?? '' });
  };
  const settings = () => room.rooms.live(ROOM)?.settings;
  const seat = () => room.rooms.live(ROOM)?.seat(ben.you);
  return { ...room, ana, ben, moderation, admission, order, lines, undo, settings, seat };
}

function matches(line: OrderEntry, key: string, value: unknown): boolean {
  return JSON.stringify(line[key as keyof OrderEntry]) === JSON.stringify(value);
}

describe('a line that is taken back', () => {
  it('is had back alone, whatever of the settings was changed since', async () => {
    const { moderation, ana, undo, settings, lines } = await kept();
    const allow = { microphone: true, camera: true, screen: true, chat: true };
    await moderation.configure(ana.ref, { locked: true });
    await moderation.configure(ana.ref, { allow: { ...allow, screen: false } });
    await moderation.configure(ana.ref, { allow: { ...allow, screen: false, chat: false }, limit: 9 });
    await undo({ change: { of: 'locked', to: true } });
    expect(settings()).toMatchObject({ locked: false, limit: 9, allow: { screen: false, chat: false } });
    await undo({ change: { of: 'screen', to: false } });
    expect(settings()).toMatchObject({ limit: 9, allow: { screen: true, chat: false } });
    expect(lines().map(({ change, undo: state }) => [change?.of, change?.to, state])).toEqual([
      ['locked', true, 'done'],
      ['screen', false, 'done'],
      ['limit', 9, 'possible'],
      ['chat', false, 'possible'],
      ['locked', false, 'possible'],
      ['screen', true, 'possible'],
    ]);
  });

  it('is had back alone, whatever was taken from them since', async () => {
    const { moderation, ana, ben, undo, seat } = await kept();
    const participant = ben.you;
    const first = { ...NO_RESTRICTIONS, camera: true };
    await moderation.restrict(ana.ref, { participant, restrictions: first });
    await moderation.restrict(ana.ref, { participant, restrictions: { ...first, chat: true } });
    await undo({ change: { of: 'camera', to: false } });
    expect(seat()?.restrictions).toEqual({ ...NO_RESTRICTIONS, chat: true });
  });

  it('is had back once, and again where it could not be', async () => {
    const { moderation, order, ana, ben, rooms, come, lines } = await kept();
    await moderation.setRole(ana.ref, { participant: ben.you, role: 'audience' });
    const { id: entry } = lines()[0] ?? { id: '' };
    rooms.leave(ben.ref, ben.page);
    await expect(order.undo(ana.ref, { entry })).rejects.toThrow('not-found');
    await come('Ben', { ticket: ben.ticket });
    const both = [order.undo(ana.ref, { entry }), order.undo(ana.ref, { entry })];
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(lines().map(({ undo }) => undo)).toEqual(['done', 'possible']);
  });

  it('stays gone where it was the oldest of those that are kept, and what takes it back is one more', async () => {
    const { moderation, ana, order, lines, settings, context } = await kept();
    for (let time = 0; time < 400; time += 1) await moderation.configure(ana.ref, { limit: 10 + time });
    const { id: entry } = lines()[0] ?? { id: '' };
    await order.undo(ana.ref, { entry });
    expect(settings()).toMatchObject({ limit: null });
    const stored = (await context.store.load(ROOM))?.log ?? [];
    expect(stored.map(({ id }) => id)).toEqual(lines().map(({ id }) => id));
  });

  it('is not one of a passcode, which nobody knows any more', async () => {
    const { moderation, ana, undo, lines, rooms } = await kept();
    await moderation.configure(ana.ref, { passcode: 'sesame', locked: true });
    expect(lines()).toMatchObject([
      { change: { of: 'locked', to: true }, undo: 'possible' },
      { change: { of: 'passcode', to: true }, undo: 'none' },
    ]);
    await expect(undo({ change: { of: 'passcode', to: true } })).rejects.toThrow('not-found');
    await undo({ change: { of: 'locked', to: true } });
    expect(rooms.live(ROOM)).toMatchObject({ passcode: 'hash of sesame', settings: { passcode: true } });
  });

  it('says so where somebody comes again', async () => {
    const { moderation, ana, ben, undo, lines } = await kept();
    await moderation.remove(ana.ref, { participant: ben.you });
    await undo({ act: 'removed' });
    expect(lines()).toMatchObject([
      { act: 'removed', undo: 'done' },
      { act: 'let-back', by: 'Ana', whom: 'Ben', undo: 'none' },
    ]);
  });
});

describe('the log', () => {
  it('has no line where nothing was changed', async () => {
    const { moderation, ana, ben, lines } = await kept();
    await moderation.configure(ana.ref, { locked: false, limit: null });
    await moderation.restrict(ana.ref, { participant: ben.you, restrictions: NO_RESTRICTIONS });
    await moderation.setRole(ana.ref, { participant: ben.you, role: 'speaker' });
    expect(lines()).toEqual([]);
  });

  it('has a mute of all, and by itself that nobody unmutes themselves, which alone is had back', async () => {
    const { moderation, ana, lines } = await kept();
    await moderation.muteAll(ana.ref, { mayUnmute: true });
    await moderation.muteAll(ana.ref, { mayUnmute: false });
    expect(lines()).toMatchObject([
      { act: 'muted-all', undo: 'none' },
      { act: 'muted-all', undo: 'none' },
      { act: 'settings', change: { of: 'microphone', to: false }, undo: 'possible' },
    ]);
  });

  it('has who was let in or not, and of all one line', async () => {
    const { moderation, admission, ana, come, lines, rooms } = await kept();
    await moderation.configure(ana.ref, { waitingRoom: true });
    const names = ['Cem', 'Dua', 'Eli', 'Fay'];
    for (const name of names) await expect(come(name)).rejects.toThrow('waiting');
    const [cem, dua] = rooms.live(ROOM)?.waiting.list() ?? [];
    await admission.admit(ana.ref, { waiter: cem?.id ?? '' });
    await admission.deny(ana.ref, { waiter: dua?.id ?? '' });
    await admission.admit(ana.ref, { waiter: null });
    // Nobody is left.
    await admission.admit(ana.ref, { waiter: null });
    await expect(admission.deny(ana.ref, { waiter: dua?.id ?? '' })).rejects.toThrow('not-found');
    await admission.invite(ana.ref, { role: 'cohost', lasts: 60 });
    expect(lines().slice(1)).toMatchObject([
      { act: 'admitted', whom: 'Cem', count: null },
      { act: 'denied', whom: 'Dua', count: null },
      { act: 'admitted', whom: null, count: 2 },
      { act: 'invited', by: 'Ana', whom: null, role: 'cohost', undo: 'none' },
    ]);
  });
});
