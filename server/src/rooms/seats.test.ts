import { randomUUID } from 'node:crypto';
import { NO_RESTRICTIONS, PageId, ParticipantId } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { fixture, ROOM } from './fixture.js';
import { Moderation } from './moderation.js';
import { seatFromStore, type Seat } from './seat.js';
import { Seats } from './seats.js';

const newPage = () => PageId.parse(randomUUID());

function newSeat(changes: Partial<Seat> = {}): Seat {
  const stored = {
    participant: ParticipantId.parse(randomUUID()),
    name: 'Somebody',
    role: 'speaker' as const,
    restrictions: NO_RESTRICTIONS,
    generation: 1,
    page: newPage(),
    removed: false,
    present: false,
    joinedAt: 0,
    hand: null,
    since: 0,
    visitor: { browser: randomUUID(), network: 'elsewhere' },
  };
  return Object.assign(seatFromStore(stored, false), changes);
}

/** Somebody comes and goes; gives who is forgotten for it. */
function passes(seats: Seats, seat: Seat): Seat[] {
  seats.sit(seat, seat.page);
  return seats.leave(seat);
}

const CHAT_TAKEN = { ...NO_RESTRICTIONS, chat: true };

describe('the seats of those who left', () => {
  it('are as many as are kept; who left first goes first, and not who is there', () => {
    const seats = new Seats([], { plain: 2, bearing: 2, inBrowser: 2 });
    const [there, one, two, three] = [newSeat(), newSeat(), newSeat(), newSeat()];
    seats.sit(there, there.page);
    passes(seats, one);
    passes(seats, two);
    // Who came back has left last.
    expect(passes(seats, one)).toEqual([]);
    expect(passes(seats, three)).toEqual([two]);
    expect(seats.size).toBe(3);
    expect([seats.get(two.participant), seats.ofPage(two.page)]).toEqual([undefined, undefined]);
    expect(seats.present()).toEqual([there]);
  });

  it.each<[string, Partial<Seat>]>([
    ['a role', { role: 'audience' }],
    ['what was taken', { restrictions: CHAT_TAKEN }],
    ['a removal', { removed: true }],
  ])('that carry %s are not pushed out by such as carry nothing, and have an end too', (_what, carried) => {
    const seats = new Seats([], { plain: 1, bearing: 2, inBrowser: 2 });
    const [first, second, third] = [newSeat(carried), newSeat(carried), newSeat(carried)];
    passes(seats, first);
    passes(seats, second);
    for (let time = 0; time < 9; time += 1) passes(seats, newSeat());
    expect([seats.size, seats.get(first.participant)]).toEqual([3, first]);
    expect(passes(seats, third)).toEqual([first]);
  });

  it('that are only in the audience go before those about whom a host decided', () => {
    const seats = new Seats([], { plain: 1, bearing: 2, inBrowser: 2 });
    const [decided, listener] = [newSeat({ removed: true }), newSeat({ role: 'audience' })];
    passes(seats, decided);
    passes(seats, listener);
    expect(passes(seats, newSeat({ role: 'audience' }))).toEqual([listener]);
    expect(seats.get(decided.participant)).toBe(decided);
  });

  it('of one browser push out their own, whatever they carry', () => {
    const seats = new Seats([], { plain: 9, bearing: 4, inBrowser: 2 });
    const other = newSeat({ restrictions: CHAT_TAKEN });
    passes(seats, other);
    const visitor = { browser: 'one', network: 'elsewhere' };
    for (let time = 0; time < 9; time += 1) passes(seats, newSeat({ visitor, restrictions: CHAT_TAKEN }));
    expect([seats.size, seats.get(other.participant)]).toEqual([3, other]);
  });

  it('are found by the page that was there last', () => {
    const seats = new Seats([]);
    const seat = newSeat();
    const [first, second] = [seat.page, newPage()];
    passes(seats, seat);
    expect(seats.ofPage(first)).toBe(seat);
    seats.sit(seat, second);
    expect([seats.ofPage(first), seats.ofPage(second)]).toEqual([undefined, seat]);
  });

  it('that an earlier version kept without end go when the next one leaves', () => {
    const many = Array.from({ length: 50 }, () => newSeat());
    const seats = new Seats(many, { plain: 10, bearing: 10, inBrowser: 10 });
    expect(passes(seats, newSeat())).toEqual(many.slice(0, 41));
    expect(seats.size).toBe(10);
  });
});

it('2,000 who come and go leave a bounded number behind; who left lately comes back, and what was taken is taken still', async () => {
  const { come, context, rooms, store } = fixture();
  const ana = await come('Ana');
  const ben = await come('Ben', { visitor: { browser: 'Ben’s', network: 'elsewhere' } });
  const restrictions = { chat: true };
  await new Moderation(context, rooms).restrict(ana.ref, { participant: ben.you, restrictions });
  rooms.leave(ben.ref, ben.page);
  const visits = [];
  for (let time = 0; time < 2_000; time += 1) {
    const visit = await come('Somebody');
    rooms.leave(visit.ref, visit.page);
    visits.push(visit);
  }
  // Ana, Ben, and those who are remembered.
  expect(store.rooms.get(ROOM)?.seats).toHaveLength(502);
  const room = rooms.live(ROOM);
  expect(visits.filter(({ you }) => room?.seat(you) !== undefined)).toEqual(visits.slice(-500));
  const [early, late] = [visits[0], visits.at(-300)];
  expect((await come('Late', { ticket: late?.ticket ?? '' })).you).toBe(late?.you);
  expect((await come('Early', { ticket: early?.ticket ?? '' })).you).not.toBe(early?.you);
  const back = await come('Ben', { visitor: { browser: 'Ben’s', network: 'elsewhere' } });
  expect(room?.seat(back.you)?.restrictions).toEqual(CHAT_TAKEN);
});
