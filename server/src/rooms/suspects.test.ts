import { describe, expect, it } from 'vitest';
import { Admission } from './admission.js';
import { fixture, ROOM } from './fixture.js';
import { Moderation } from './moderation.js';
import { Order } from './order.js';

const SCHOOL = '203.0.113.7';
const from = (network: string) => ({ browser: crypto.randomUUID(), network });

/** A host with a waiting room, whom Eve and two others ask: she was removed, one of them comes from where she did. */
async function guarded() {
  const room = fixture();
  const { context, rooms, come } = room;
  const ana = await come('Ana');
  const moderation = new Moderation(context, rooms);
  const eve = await come('Eve', { visitor: from(SCHOOL) });
  await moderation.configure(ana.ref, { waitingRoom: true });
  const ask = async (name: string, network: string) => {
    await expect(come(name, { visitor: from(network) })).rejects.toThrow('waiting');
  };
  await ask('Ben', SCHOOL);
  await ask('Cem', 'elsewhere');
  await moderation.remove(ana.ref, { participant: eve.you });
  const waits = () =>
    rooms
      .live(ROOM)
      ?.waiters()
      .map(({ name, suspect = false }) => [name, suspect]);
  return { ...room, ana, eve, moderation, ask, waits, order: new Order(context, rooms, moderation) };
}

describe('who waits and comes from the network of somebody who was removed', () => {
  it('is told apart to those who let people in, as soon as somebody is removed, and without the network', async () => {
    const { told, waits, ask } = await guarded();
    const lists = () => told.filter(({ event }) => event === 'waiting-changed').map(({ args }) => args[1]);
    expect(lists().at(-1)).toMatchObject([{ name: 'Ben', suspect: true }, { name: 'Cem' }]);
    await ask('Dua', SCHOOL);
    expect(waits()).toEqual([
      ['Ben', true],
      ['Cem', false],
      ['Dua', true],
    ]);
    expect(JSON.stringify(lists())).not.toContain(SCHOOL);
  });

  it('is told to a host who comes back, too', async () => {
    const { ana, come } = await guarded();
    const again = await come('Ana', { ticket: ana.ticket });
    expect(again.joined.waiting).toMatchObject([{ name: 'Ben', suspect: true }, { name: 'Cem' }]);
  });

  it('waits on when the waiting room is switched off, and is let in by a host alone', async () => {
    const { ana, moderation, told, waits, context, rooms } = await guarded();
    await moderation.configure(ana.ref, { waitingRoom: false });
    expect(waits()).toEqual([['Ben', true]]);
    expect(told.filter(({ event }) => event === 'waiting-answered')).toHaveLength(1);
    await new Admission(context, rooms).admit(ana.ref, { waiter: null });
    expect(waits()).toEqual([]);
  });

  it('waits on when the switching on is taken back', async () => {
    const { ana, order, waits } = await guarded();
    const [line] = order.log(ana.ref).entries;
    await order.undo(ana.ref, { entry: line?.id ?? '' });
    expect(waits()).toEqual([['Ben', true]]);
  });

  it('is as anybody else once the removal is taken back', async () => {
    const { ana, eve, moderation, waits } = await guarded();
    await moderation.letBack(ana.ref, { participant: eve.you });
    expect(waits()).toEqual([
      ['Ben', false],
      ['Cem', false],
    ]);
  });

  it('need not wait any more once the removal is taken back where there is no waiting room', async () => {
    const { ana, eve, moderation, waits } = await guarded();
    await moderation.configure(ana.ref, { waitingRoom: false });
    await moderation.letBack(ana.ref, { participant: eve.you });
    expect(waits()).toEqual([]);
  });
});
