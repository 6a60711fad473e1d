import { NO_RESTRICTIONS, type Restrictions, type Role } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { fixture, ROOM, type Coming } from './fixture.js';
import { Moderation } from './moderation.js';
import { Order } from './order.js';
import { heldBy } from './same-browser.js';

const seat = (role: Role, taken: Partial<Restrictions> = {}) => ({
  role,
  restrictions: { ...NO_RESTRICTIONS, ...taken },
});

describe('heldBy', () => {
  it.each([
    [
      'nothing of others who have nothing',
      seat('speaker'),
      [seat('speaker'), seat('host')],
      false,
      seat('speaker'),
    ],
    [
      'what is taken from any of them, and what is taken already',
      seat('speaker', { screen: true }),
      [seat('speaker', { chat: true }), seat('cohost', { camera: true })],
      false,
      seat('speaker', { screen: true, chat: true, camera: true }),
    ],
    ['the audience’s role', seat('speaker'), [seat('speaker'), seat('audience')], false, seat('audience')],
    [
      'what is taken, and no role, of who is invited as something',
      seat('speaker'),
      [seat('audience', { chat: true })],
      true,
      seat('speaker', { chat: true }),
    ],
    [
      'no role of who is more than a speaker',
      seat('cohost'),
      [seat('audience', { chat: true })],
      false,
      seat('cohost', { chat: true }),
    ],
    ['nothing where one is host', seat('host'), [seat('audience', { chat: true })], false, seat('host')],
  ])('takes over %s', (_what, one, others, invited, held) => {
    expect(heldBy(one, others, invited)).toEqual(held);
  });
});

const BEN = { browser: 'Ben’s', network: '203.0.113.7' };

/** A host and Ben in a room, what the host does to him, and how he is seen. */
async function kept() {
  const room = fixture();
  const { context, rooms, come } = room;
  const ana = await come('Ana');
  const moderation = new Moderation(context, rooms);
  const order = new Order(context, rooms, moderation);
  const ben = await come('Ben', { visitor: BEN });
  /** Ben opens the link, by another page and without a ticket. */
  const opens = (more: Coming = {}) => come('Ben', { visitor: BEN, ...more });
  const restrict = ({ you: participant }: { you: typeof ben.you }, restrictions: Partial<Restrictions>) =>
    moderation.restrict(ana.ref, { participant, restrictions });
  const role = ({ you: participant }: { you: typeof ben.you }, given: Role) =>
    moderation.setRole(ana.ref, { participant, role: given });
  const seen = ({ you }: { you: typeof ben.you }) => {
    const found = rooms.live(ROOM)?.seat(you);
    const taken = Object.entries(found?.restrictions ?? {}).flatMap(([power, is]) => (is ? [power] : []));
    return [found?.role, ...taken];
  };
  return { ...room, ana, ben, moderation, order, opens, restrict, role, seen };
}

describe('who opens the link once more', () => {
  it('has taken from them what was, whether the seat before is left, kept or theirs still', async () => {
    const { rooms, ben, opens, restrict, seen } = await kept();
    await restrict(ben, { chat: true });
    const copy = await opens();
    expect(seen(copy)).toEqual(['speaker', 'chat']);
    await restrict(copy, { camera: true });
    rooms.lineLost(ben.ref, ben.page);
    rooms.leave(copy.ref, copy.page);
    expect(seen(await opens())).toEqual(['speaker', 'camera', 'chat']);
  });

  it('is in the audience still, and as what they are invited where they are', async () => {
    const { context, rooms, ben, opens, role, seen } = await kept();
    await role(ben, 'audience');
    rooms.leave(ben.ref, ben.page);
    expect(seen(await opens())).toEqual(['audience']);
    const meeting = rooms.live(ROOM)?.meeting ?? '';
    const invitation = await context.invitations.sign({ room: ROOM, meeting, role: 'speaker' }, null);
    expect(seen(await opens({ invitation }))).toEqual(['speaker']);
  });

  it('sheds nothing by a seat from before', async () => {
    const { rooms, ben, opens, restrict, role, seen } = await kept();
    const copy = await opens();
    rooms.leave(ben.ref, ben.page);
    await restrict(copy, { chat: true });
    await role(copy, 'audience');
    rooms.leave(copy.ref, copy.page);
    expect(seen(await opens({ ticket: ben.ticket }))).toEqual(['audience', 'chat']);
  });

  it('is as anybody else with another browser', async () => {
    const { rooms, ben, come, restrict, seen } = await kept();
    await restrict(ben, { chat: true });
    rooms.leave(ben.ref, ben.page);
    expect(seen(await come('Ben', { visitor: { ...BEN, browser: 'another' } }))).toEqual(['speaker']);
  });

  it('is bound by the same after a restart', async () => {
    const { store, ben, restrict } = await kept();
    await restrict(ben, { chat: true });
    const after = fixture(store);
    const again = await after.come('Ben', { visitor: BEN });
    expect(after.rooms.live(ROOM)?.seat(again.you)?.restrictions).toEqual({ ...NO_RESTRICTIONS, chat: true });
  });
});

describe('who is removed', () => {
  it('is in no other tab of that browser either, and comes again in any of them when they are let back', async () => {
    const { rooms, ana, ben, moderation, opens } = await kept();
    const copy = await opens();
    await moderation.remove(ana.ref, { participant: ben.you });
    expect(rooms.present(ROOM).map(({ name }) => name)).toEqual(['Ana']);
    await expect(opens({ ticket: copy.ticket })).rejects.toThrow('removed');
    await moderation.letBack(ana.ref, { participant: ben.you });
    expect((await opens({ ticket: copy.ticket })).you).toBe(copy.you);
  });

  it('takes no host along who sits at the same computer', async () => {
    const { rooms, come, ana, ben, moderation, role } = await kept();
    const host = await come('Host', { visitor: BEN });
    await role(host, 'host');
    const [, , heir] = rooms.present(ROOM);
    expect(heir?.role).toBe('host');
    await moderation.remove({ ...ana.ref, participant: host.you }, { participant: ben.you });
    expect(rooms.present(ROOM).map(({ name }) => name)).toEqual(['Ana', 'Host']);
    // Nor are they kept out when they load the page anew.
    expect((await come('Host', { visitor: BEN, ticket: host.ticket })).you).toBe(host.you);
    await expect(come('Ben', { visitor: BEN, ticket: ben.ticket })).rejects.toThrow('removed');
  });
});

describe('what is given back', () => {
  it('is given back in every seat of theirs, and in those to come', async () => {
    const { rooms, ben, opens, restrict, role, seen } = await kept();
    await restrict(ben, { chat: true, camera: true });
    await role(ben, 'audience');
    rooms.leave(ben.ref, ben.page);
    const next = await opens();
    await restrict(next, { chat: false });
    await role(next, 'speaker');
    expect(seen(ben)).toEqual(['speaker', 'camera']);
    rooms.leave(next.ref, next.page);
    expect(seen(await opens())).toEqual(['speaker', 'camera']);
  });

  it('by undoing what was done to a seat that they left holds for the one they are in', async () => {
    const { order, ana, rooms, store, ben, opens, restrict, role, seen } = await kept();
    await restrict(ben, { chat: true });
    await role(ben, 'audience');
    rooms.leave(ben.ref, ben.page);
    const next = await opens();
    expect(seen(next)).toEqual(['audience', 'chat']);
    for (const { id: entry } of order.log(ana.ref).entries) await order.undo(ana.ref, { entry });
    expect(seen(next)).toEqual(['speaker']);
    const seats = (await store.load(ROOM))?.seats ?? [];
    expect(seats.filter(({ visitor }) => visitor?.browser === BEN.browser)).toMatchObject([
      { role: 'speaker', restrictions: NO_RESTRICTIONS },
      { role: 'speaker', restrictions: NO_RESTRICTIONS },
    ]);
  });

  it('makes nobody a cohost who was not meant', async () => {
    const { order, ana, rooms, ben, opens, role, seen } = await kept();
    await role(ben, 'cohost');
    await role(ben, 'speaker');
    rooms.leave(ben.ref, ben.page);
    const next = await opens();
    const [, demoted] = order.log(ana.ref).entries;
    await expect(order.undo(ana.ref, { entry: demoted?.id ?? '' })).rejects.toThrow('not-found');
    expect(seen(next)).toEqual(['speaker']);
  });

  it('shows nobody who has left', async () => {
    const { rooms, told, ben, opens, restrict } = await kept();
    await restrict(ben, { chat: true });
    rooms.leave(ben.ref, ben.page);
    const next = await opens();
    told.length = 0;
    await restrict(next, { chat: false });
    const changed = told.filter(({ event }) => event === 'participant-changed');
    expect(changed).toMatchObject([{ args: [ROOM, { id: next.you }] }]);
  });
});

describe('somebody who is removed right after a restart', () => {
  it('is known again by browser and network', async () => {
    const { ana, ben, store } = await kept();
    const after = fixture(store);
    const host = await after.come('Ana', { ticket: ana.ticket });
    await new Moderation(after.context, after.rooms).remove(host.ref, { participant: ben.you });
    const comes = (visitor: typeof BEN) => after.come('Ben', { visitor });
    await expect(comes({ ...BEN, network: '198.51.100.9' })).rejects.toThrow('removed');
    await expect(comes({ ...BEN, browser: 'another' })).rejects.toThrow('waiting');
    expect((await store.load(ROOM))?.removals).toEqual([{ participant: ben.you, ...BEN }]);
  });
});
