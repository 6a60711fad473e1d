import { NO_RESTRICTIONS, SEAT_KEPT } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { fixture, ROOM } from './fixture.js';
import { Moderation } from './moderation.js';
import { Publishing } from './publishing.js';
import type { SeatRef } from './identity-port.js';
import { Refusal } from './refusal.js';

const camera = { source: 'camera' as const, paused: false, rtpParameters: { codecs: [] } };

describe('coming and going', () => {
  it('gives the first the room as host, and everyone after as speaker', async () => {
    const { come } = fixture();
    const ana = await come('Ana');
    const ben = await come('Ben');
    expect(ben.joined.participants.map(({ name, role }) => [name, role])).toEqual([
      ['Ana', 'host'],
      ['Ben', 'speaker'],
    ]);
    expect(ana.you).not.toBe(ben.you);
  });

  it('gives a reload its seat back with a new generation, even before the old page is noticed as gone', async () => {
    const { come } = fixture();
    const ana = await come('Ana');
    const again = await come('Ana', { ticket: ana.ticket, alive: false });
    expect(again.you).toBe(ana.you);
    expect(again.ticket).not.toBe(ana.ticket);
    expect(again.joined.participants).toHaveLength(1);
  });

  it('gives a duplicated tab a seat of its own', async () => {
    const { come } = fixture();
    const ana = await come('Ana');
    const copy = await come('Ana', { ticket: ana.ticket, alive: true });
    expect(copy.you).not.toBe(ana.you);
    expect(copy.joined.participants).toHaveLength(2);
  });

  it('gives a page whose first answer got lost the seat that it has', async () => {
    const { come, rooms } = fixture();
    const ana = await come('Ana');
    rooms.lineLost(ana.ref, ana.page);
    const again = await come('Ana', { page: ana.page });
    expect(again.you).toBe(ana.you);
    expect(again.joined.participants).toMatchObject([{ connection: 'connected' }]);
  });

  it('does so too where the page still has the ticket of a meeting that is over', async () => {
    const { come } = fixture();
    const page = crypto.randomUUID();
    const ticket = JSON.stringify({ room: ROOM, participant: crypto.randomUUID(), generation: 1 });
    const first = await come('Ana', { page, ticket });
    const again = await come('Ana', { page, ticket });
    expect(again.you).toBe(first.you);
    expect(again.joined.participants).toMatchObject([{ name: 'Ana', role: 'host' }]);
  });

  it('tells the old page when another takes its seat', async () => {
    const { come, told } = fixture();
    const ana = await come('Ana');
    await come('Ana', { ticket: ana.ticket, alive: false });
    expect(told.filter(({ event }) => event === 'seat-closed')).toEqual([
      { event: 'seat-closed', args: [ana.ref, 'seat-elsewhere'] },
    ]);
  });

  it('keeps a seat for a lost line, shows it as reconnecting, and frees it when the time is over', async () => {
    const { come, rooms, clock, told } = fixture();
    const ana = await come('Ana');
    await come('Ben');
    rooms.lineLost(ana.ref, ana.page);
    expect(rooms.present(ROOM).map(({ presence }) => presence)).toEqual(['reconnecting', 'connected']);
    clock.pass(SEAT_KEPT - 1);
    expect(rooms.present(ROOM)).toHaveLength(2);
    clock.pass(1);
    expect(rooms.present(ROOM)).toHaveLength(1);
    expect(told.at(-1)).toEqual({ event: 'participant-left', args: [ROOM, ana.you, 'lost'] });
  });

  it('takes a recovered page back without a join, once', async () => {
    const { come, rooms, clock } = fixture();
    const ana = await come('Ana');
    rooms.lineLost(ana.ref, ana.page);
    expect(rooms.recovered(ana.ref, ana.page)).toBe(true);
    clock.pass(2 * SEAT_KEPT);
    expect(rooms.present(ROOM).map(({ presence }) => presence)).toEqual(['connected']);
    expect(rooms.recovered(ana.ref, 'another page')).toBe(false);
  });

  it('ignores the goodbye of a page that lost its seat to another', async () => {
    const { come, rooms } = fixture();
    const ana = await come('Ana');
    await come('Ana', { ticket: ana.ticket, alive: false });
    rooms.leave(ana.ref, ana.page);
    rooms.lineLost(ana.ref, ana.page);
    expect(rooms.present(ROOM).map(({ presence }) => presence)).toEqual(['connected']);
  });

  it('refuses one more than the server allows, but not who has a seat', async () => {
    const { come } = fixture();
    const people = await Promise.all(['A', 'B', 'C', 'D'].map((name) => come(name)));
    await expect(come('E')).rejects.toMatchObject({ code: 'room-full' });
    const [first] = people;
    await expect(come('A', { ticket: first?.ticket, page: first?.page })).resolves.toBeDefined();
  });

  it('forgets an empty room and finds its seats again in the store', async () => {
    const { come, rooms, store } = fixture();
    const ana = await come('Ana');
    const ben = await come('Ben');
    rooms.leave(ana.ref, ana.page);
    rooms.leave(ben.ref, ben.page);
    expect(rooms.counts()).toEqual({ rooms: 0, participants: 0 });
    expect(store.emptySince.get(ROOM)).toBeTypeOf('number');
    const back = await come('Ben', { ticket: ben.ticket });
    expect(back.you).toBe(ben.you);
    expect(back.joined.participants.map(({ role }) => role)).toEqual(['speaker']);
  });

  it('refuses the answer to somebody who left while the media were opened, and keeps no ghost', async () => {
    const { come, rooms, media, told } = fixture();
    const release = media.stall();
    const joining = come('Ana', { page: '7f0b6a52-5d1e-4c0e-8a3b-0a6f4a4f2b11' });
    await expect.poll(() => told.length).toBe(1);
    const [seat] = rooms.present(ROOM);
    if (seat !== undefined) rooms.leave({ room: ROOM, participant: seat.participant }, seat.page);
    release();
    await expect(joining).rejects.toMatchObject({ code: 'not-in-room' });
    expect(rooms.present(ROOM)).toEqual([]);
  });

  it('says to somebody who was removed while the media were opened that they were', async () => {
    const { come, context, rooms, media } = fixture();
    const ana = await come('Ana');
    media.open = async ({ participant }) => {
      await new Moderation(context, rooms).remove(ana.ref, { participant });
      throw new Refusal('not-found');
    };
    await expect(come('Ben')).rejects.toMatchObject({ code: 'removed' });
  });

  it('opens nothing for somebody who leaves as soon as they are seated', async () => {
    const { come, rooms, media } = fixture();
    const page = '7f0b6a52-5d1e-4c0e-8a3b-0a6f4a4f2b11';
    const seated = (seat: SeatRef) => queueMicrotask(() => rooms.leave(seat, page));
    await expect(come('Ana', { page, seated })).rejects.toMatchObject({ code: 'not-in-room' });
    expect(media.opened.size).toBe(0);
  });

  it('gives no seat to a page that went while it was asked for', async () => {
    const { come, rooms } = fixture();
    await expect(come('Ana', { here: false })).rejects.toMatchObject({ code: 'not-in-room' });
    expect(rooms.counts()).toEqual({ rooms: 0, participants: 0 });
  });

  it('a refused one neither keeps a meeting alive nor a room in memory', async () => {
    const { come, context, rooms, store, clock } = fixture();
    const ana = await come('Ana');
    const ben = await come('Ben');
    await new Moderation(context, rooms).remove(ana.ref, { participant: ben.you });
    rooms.leave(ana.ref, ana.page);
    const since = store.emptySince.get(ROOM);
    clock.pass(1_000);
    await expect(come('Ben', { ticket: ben.ticket })).rejects.toMatchObject({ code: 'removed' });
    expect(store.emptySince.get(ROOM)).toBe(since);
    expect(rooms.counts().rooms).toBe(0);
  });
});

it('a track that floods the media server is closed, and only that one', async () => {
  const { context, rooms, media, come } = fixture();
  const publishing = new Publishing(context, rooms);
  const ana = await come('Ana');
  const first = await publishing.publish(ana.ref, camera);
  const second = await publishing.publish(ana.ref, { ...camera, source: 'screen' });
  const closed: string[] = [];
  context.events.on('producer-closed', (_seat, producer) => closed.push(producer));
  media.emit('flooded', ana.ref, first);
  media.emit('flooded', ana.ref, first);
  expect(closed).toEqual([first]);
  expect([...media.producers.keys()]).toEqual([second]);
  expect(rooms.present(ROOM)[0]?.published).toEqual(new Map([[second, { source: 'screen', paused: false }]]));
});

describe('rights after a restart', () => {
  it('an old ticket gives the rights of today', async () => {
    const before = fixture();
    const ana = await before.come('Ana');
    const ben = await before.come('Ben');
    const moderation = new Moderation(before.context, before.rooms);
    const restrictions = { ...NO_RESTRICTIONS, camera: true };
    await moderation.restrict(ana.ref, { participant: ben.you, restrictions });
    await moderation.setRole(ana.ref, { participant: ben.you, role: 'host' });

    const after = fixture(before.store);
    const back = await after.come('Ben', { ticket: ben.ticket, page: ben.page });
    expect(back.joined.participants).toMatchObject([
      { id: ana.you, connection: 'reconnecting' },
      { id: ben.you, connection: 'connected', role: 'host', restrictions },
    ]);
    const publishing = new Publishing(after.context, after.rooms);
    await expect(publishing.publish(back.ref, camera)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('a room that people came back to is not taken for empty', async () => {
    const before = fixture();
    const ana = await before.come('Ana');
    before.store.emptySince.set(ROOM, before.clock.now());
    const after = fixture(before.store);
    await after.come('Ana', { ticket: ana.ticket, page: ana.page });
    expect(after.store.emptySince.get(ROOM)).toBeNull();
  });

  it('a removed person stays out', async () => {
    const before = fixture();
    const ana = await before.come('Ana');
    const ben = await before.come('Ben');
    await new Moderation(before.context, before.rooms).remove(ana.ref, { participant: ben.you });
    expect(before.told.at(-1)).toEqual({ event: 'seat-closed', args: [ben.ref, 'removed'] });
    const after = fixture(before.store);
    await expect(after.come('Ben', { ticket: ben.ticket })).rejects.toMatchObject({ code: 'removed' });
    after.clock.pass(SEAT_KEPT);
    expect(after.rooms.counts().rooms).toBe(0);
  });

  it('those who were there are awaited for a while, and not for ever', async () => {
    const before = fixture();
    await before.come('Ana');
    const soon = fixture(before.store);
    await soon.come('Ben');
    expect(soon.rooms.present(ROOM).map(({ name, presence }) => [name, presence])).toEqual([
      ['Ana', 'reconnecting'],
      ['Ben', 'connected'],
    ]);
    soon.clock.pass(SEAT_KEPT);
    expect(soon.rooms.present(ROOM).map(({ name }) => name)).toEqual(['Ben']);

    const late = fixture(before.store);
    late.clock.pass(SEAT_KEPT + 1);
    await late.come('Cem');
    expect(late.rooms.present(ROOM).map(({ name }) => name)).toEqual(['Cem']);
  });
});

describe('moderation', () => {
  it('closes on the media server what is taken', async () => {
    const { come, context, rooms, media, told } = fixture();
    const publishing = new Publishing(context, rooms);
    const ana = await come('Ana');
    const ben = await come('Ben');
    const producer = await publishing.publish(ben.ref, camera);
    const restrictions = { ...NO_RESTRICTIONS, camera: true };
    await new Moderation(context, rooms).restrict(ana.ref, { participant: ben.you, restrictions });
    expect(media.producers.size).toBe(0);
    expect(told).toContainEqual({ event: 'producer-closed', args: [ben.ref, producer] });
    expect(rooms.find(ben.ref).seat.published.size).toBe(0);
  });

  it('takes back a track whose right went while it was being published', async () => {
    const { come, context, rooms, media } = fixture();
    const publishing = new Publishing(context, rooms);
    const ana = await come('Ana');
    const ben = await come('Ben');
    const release = media.stall();
    const publication = publishing.publish(ben.ref, camera);
    const restrictions = { ...NO_RESTRICTIONS, camera: true };
    await new Moderation(context, rooms).restrict(ana.ref, { participant: ben.you, restrictions });
    release();
    await expect(publication).rejects.toMatchObject({ code: 'not-permitted' });
    expect(media.producers.size).toBe(0);
  });

  it('shows somebody large to everybody, who comes late too, until they leave', async () => {
    const { come, context, rooms, told } = fixture();
    const moderation = new Moderation(context, rooms);
    const ana = await come('Ana');
    const ben = await come('Ben');
    await moderation.spotlight(ana.ref, { participant: ben.you });
    await moderation.spotlight(ana.ref, { participant: ben.you });
    const cem = await come('Cem');
    expect(cem.joined.spotlight).toBe(ben.you);
    rooms.lineLost(ben.ref, ben.page);
    expect(rooms.find(ana.ref).room.spotlight).toBe(ben.you);
    rooms.leave(ben.ref, ben.page);
    expect((await come('Ben', { ticket: ben.ticket })).joined.spotlight).toBeNull();
    await moderation.spotlight(ana.ref, { participant: ana.you });
    await moderation.spotlight(ana.ref, { participant: null });
    const spotlights = told.filter(({ event }) => event === 'spotlight-changed');
    expect(spotlights.map(({ args }) => args[1])).toEqual([ben.you, null, ana.you, null]);
  });

  it('keeps the spotlight over a restart, on those who are awaited', async () => {
    const before = fixture();
    const ana = await before.come('Ana');
    await new Moderation(before.context, before.rooms).spotlight(ana.ref, { participant: ana.you });
    const soon = fixture(before.store);
    expect((await soon.come('Ben')).joined.spotlight).toBe(ana.you);
    soon.clock.pass(SEAT_KEPT);
    expect((await soon.come('Cem')).joined.spotlight).toBeNull();

    const late = fixture(before.store);
    late.clock.pass(SEAT_KEPT + 1);
    expect((await late.come('Dan')).joined.spotlight).toBeNull();
  });

  it('gives the spotlight to nobody without the right, and to nobody who is not there', async () => {
    const { come, context, rooms } = fixture();
    const moderation = new Moderation(context, rooms);
    const ana = await come('Ana');
    const ben = await come('Ben');
    const denied = { code: 'not-permitted' };
    await expect(moderation.spotlight(ben.ref, { participant: ben.you })).rejects.toMatchObject(denied);
    await expect(moderation.spotlight(ben.ref, { participant: null })).rejects.toMatchObject(denied);
    rooms.leave(ben.ref, ben.page);
    const gone = { code: 'not-found' };
    await expect(moderation.spotlight(ana.ref, { participant: ben.you })).rejects.toMatchObject(gone);
    expect(rooms.find(ana.ref).room.spotlight).toBeNull();
  });

  it('lets nobody decide about themselves or without the right', async () => {
    const { come, context, rooms } = fixture();
    const moderation = new Moderation(context, rooms);
    const ana = await come('Ana');
    const ben = await come('Ben');
    const denied = { code: 'not-permitted' };
    await expect(moderation.remove(ana.ref, { participant: ana.you })).rejects.toMatchObject(denied);
    await expect(moderation.remove(ben.ref, { participant: ana.you })).rejects.toMatchObject(denied);
    await expect(moderation.setRole(ben.ref, { participant: ben.you, role: 'host' })).rejects.toMatchObject(
      denied,
    );
    await expect(moderation.configure(ben.ref, { limit: 2 })).rejects.toMatchObject(denied);
    expect(rooms.present(ROOM)).toHaveLength(2);
  });
});
