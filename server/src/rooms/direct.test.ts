import { SEAT_KEPT, type DirectFailure } from '@hangouts/protocol';
import { describe, expect, it, vi } from 'vitest';
import { ATTEMPT_LIMIT } from './direct.js';
import { ladder, STEP_DOWN_DELAY } from './fixture-direct.js';
import { ROOM } from './fixture.js';
import type { SeatRef } from './identity-port.js';
import { Publishing } from './publishing.js';

const camera = { source: 'camera' as const, paused: false, rtpParameters: { codecs: [] } };
const notDirect = expect.objectContaining({ code: 'not-direct' });

describe('two people', () => {
  it('are told to connect, the longest present as the impolite one', async () => {
    const { two, attempts, counted } = ladder();
    const { ana, ben } = await two();
    const [polite, impolite] = attempts;
    expect(polite).toMatchObject({ to: ben.ref, polite: true, peer: ana.you });
    expect(impolite).toMatchObject({ to: ana.ref, polite: false, peer: ben.you, id: polite?.id });
    expect(attempts).toHaveLength(2);
    expect(counted).toEqual(['attempt']);
  });

  it('are in the room until both are ready, and then their media are held', async () => {
    const { two, direct, last, rung, told, media } = ladder();
    const { ana, ben } = await two();
    direct.ready(ana.ref, { attempt: last() });
    direct.ready(ana.ref, { attempt: last() });
    expect(rung()).toBe('room');
    expect(media.held.size).toBe(0);
    told.length = 0;
    direct.ready(ben.ref, { attempt: last() });
    direct.ready(ben.ref, { attempt: last() });
    expect(rung()).toBe('direct');
    expect(told).toEqual([{ to: 'all', what: 'direct', held: true }]);
  });

  it('stay connected as long as nothing changes', async () => {
    const { connected, clock, rung, told, context, rooms } = ladder();
    const { ana } = await connected();
    await new Publishing(context, rooms).publish(ana.ref, camera);
    clock.pass(10 * ATTEMPT_LIMIT);
    expect(rung()).toBe('direct');
    expect(told).toEqual([]);
  });

  it.each([
    ['the operator does not offer it', { offered: false }, true, true],
    ['one page cannot', {}, true, undefined],
    ['one person does not show their address', {}, false, true],
  ])('are left in the room where %s', async (_why, options, anas, bens) => {
    const { come, clock, told } = ladder(options);
    await come('Ana', { direct: anas });
    await come('Ben', { direct: bens });
    clock.pass(10 * STEP_DOWN_DELAY);
    expect(told).toEqual([]);
  });

  it('hear of it once the second one’s join is answered', async () => {
    const { come, clock, media, attempts } = ladder();
    await come('Ana');
    const release = media.stall();
    const joining = come('Ben');
    await expect.poll(() => media.opened.size).toBe(2);
    clock.pass(ATTEMPT_LIMIT);
    expect(attempts).toEqual([]);
    release();
    expect((await joining).joined.rung).toBe('room');
    clock.pass(0);
    expect(attempts).toHaveLength(2);
  });
});

describe('what is passed on', () => {
  it('goes to the other one alone, and only of the attempt that runs', async () => {
    const { two, come, direct, last, told, clock } = ladder();
    const { ana, ben } = await two();
    const signal = { attempt: last(), candidate: null };
    told.length = 0;
    direct.signal(ana.ref, signal);
    direct.signal(ben.ref, signal);
    expect(told.map(({ to }) => to)).toEqual([ben.you, ana.you]);
    expect(() => direct.signal(ana.ref, { ...signal, attempt: crypto.randomUUID() })).toThrow(notDirect);

    const cem = await come('Cem');
    for (const { ref } of [ana, ben, cem]) {
      expect(() => direct.signal(ref, signal)).toThrow(notDirect);
      expect(() => direct.ready(ref, { attempt: signal.attempt })).toThrow(notDirect);
      expect(() => direct.failed(ref, { attempt: signal.attempt, reason: 'broken' })).toThrow(notDirect);
    }
    clock.pass(10 * STEP_DOWN_DELAY);
    expect(told.filter(({ what }) => what === 'signal')).toHaveLength(2);
  });

  it('is nothing of a stranger to the room', async () => {
    const { two, direct, last } = ladder();
    await two();
    const eve: SeatRef = { room: ROOM, participant: crypto.randomUUID() as SeatRef['participant'] };
    expect(() => direct.signal(eve, { attempt: last(), candidate: null })).toThrow('not-in-room');
    expect(() => direct.allow(eve, { allowed: true })).toThrow('not-in-room');
  });
});

describe('the third', () => {
  it('ends an attempt before it stands', async () => {
    const { two, come, told, rung, counted } = ladder();
    const { ana, ben } = await two();
    told.length = 0;
    await come('Cem');
    expect(told).toEqual([
      { to: ben.you, what: 'end: more-people', held: false },
      { to: ana.you, what: 'end: more-people', held: false },
    ]);
    expect(rung()).toBe('room');
    expect(counted).toEqual(['attempt']);
  });

  it('finds the room carrying again, before anybody was told', async () => {
    const { connected, come, told } = ladder();
    const { ana, ben } = await connected();
    const cem = await come('Cem');
    expect(cem.joined.rung).toBe('room');
    expect(told).toEqual([
      { to: ben.you, what: 'end: more-people', held: false },
      { to: ana.you, what: 'end: more-people', held: false },
      { to: 'all', what: 'room', held: false },
    ]);
  });

  it('leaves, and after the delay the two connect again', async () => {
    const { connected, come, rooms, clock, attempts } = ladder();
    await connected();
    const cem = await come('Cem');
    rooms.leave(cem.ref, cem.page);
    const before = attempts.length;
    clock.pass(STEP_DOWN_DELAY - 1);
    expect(attempts).toHaveLength(before);
    clock.pass(1);
    expect(attempts).toHaveLength(before + 2);
  });

  it('leaves and comes back before that: the delay begins anew', async () => {
    const { connected, come, rooms, clock, attempts } = ladder();
    await connected();
    const before = attempts.length;
    const cem = await come('Cem');
    rooms.leave(cem.ref, cem.page);
    clock.pass(STEP_DOWN_DELAY / 2);
    const again = await come('Cem', { ticket: cem.ticket });
    rooms.leave(again.ref, again.page);
    clock.pass(STEP_DOWN_DELAY - 1);
    expect(attempts).toHaveLength(before);
    clock.pass(1);
    expect(attempts).toHaveLength(before + 2);
  });

  it('counts as long as their seat is kept', async () => {
    const { connected, come, rooms, clock, attempts } = ladder();
    await connected();
    const before = attempts.length;
    const cem = await come('Cem');
    rooms.lineLost(cem.ref, cem.page);
    clock.pass(SEAT_KEPT - 1);
    expect(attempts).toHaveLength(before);
    clock.pass(1);
    clock.pass(STEP_DOWN_DELAY);
    expect(attempts).toHaveLength(before + 2);
  });

  it('takes the place of one of the two: a new pair, after the delay', async () => {
    const { connected, come, rooms, clock, attempts } = ladder();
    const { ana } = await connected();
    const cem = await come('Cem');
    rooms.leave(ana.ref, ana.page);
    clock.pass(STEP_DOWN_DELAY);
    expect(attempts.at(-2)).toMatchObject({ to: cem.ref, polite: true });
  });
});

describe('a pair that fails', () => {
  it.each<DirectFailure>(['not-connected', 'silent', 'broken'])(
    'as one of them says (%s), is in the room and stays there',
    async (reason) => {
      const { connected, direct, told, rung, clock, counted, attempts, rooms, come } = ladder();
      const { ana, ben, attempt } = await connected();
      direct.failed(ben.ref, { attempt, reason });
      expect(rung()).toBe('room');
      expect(told.map(({ what, held }) => [what, held])).toEqual([
        ['end: failed', false],
        ['end: failed', false],
        ['room', false],
      ]);
      expect(counted).toEqual(['attempt', reason]);
      expect(() => direct.failed(ana.ref, { attempt, reason })).toThrow(notDirect);
      clock.pass(10 * STEP_DOWN_DELAY);
      rooms.leave(ben.ref, ben.page);
      rooms.leave(ana.ref, ana.page);
      await come('Ben', { ticket: ben.ticket });
      await come('Ana', { ticket: ana.ticket });
      clock.pass(10 * STEP_DOWN_DELAY);
      expect(attempts).toHaveLength(2);
    },
  );

  it('is not held against either of them with somebody else', async () => {
    const { connected, direct, come, rooms, clock, attempts } = ladder();
    const { ana, ben, attempt } = await connected();
    direct.failed(ana.ref, { attempt, reason: 'broken' });
    rooms.leave(ben.ref, ben.page);
    const cem = await come('Cem');
    clock.pass(0);
    expect(attempts.at(-1)).toMatchObject({ to: ana.ref, peer: cem.you });
  });

  it('is one that is not ready in time, be one of them ready', async () => {
    const { two, direct, last, clock, told, counted, context } = ladder();
    const log = vi.spyOn(context.log, 'info');
    const { ana } = await two();
    direct.ready(ana.ref, { attempt: last() });
    told.length = 0;
    clock.pass(ATTEMPT_LIMIT - 1);
    expect(told).toEqual([]);
    clock.pass(1);
    expect(told.map(({ what }) => what)).toEqual(['end: failed', 'end: failed']);
    expect(counted).toEqual(['attempt', 'late']);
    expect(log).toHaveBeenCalledExactlyOnceWith(
      { attempt: last(), reason: 'late', established: false, after: ATTEMPT_LIMIT },
      'a direct connection failed',
    );
  });
});

describe('a wish', () => {
  it('not to show one’s address ends it at once, and it comes back with the wish', async () => {
    const { connected, direct, told, rung, clock, attempts } = ladder();
    const { ana } = await connected();
    direct.allow(ana.ref, { allowed: false });
    expect(told.map(({ what, held }) => [what, held])).toEqual([
      ['end: not-allowed', false],
      ['end: not-allowed', false],
      ['room', false],
    ]);
    clock.pass(10 * STEP_DOWN_DELAY);
    expect(attempts).toHaveLength(2);
    direct.allow(ana.ref, { allowed: true });
    clock.pass(0);
    expect(attempts).toHaveLength(4);
    expect(rung()).toBe('room');
  });
});

describe('a page that goes', () => {
  it('for good leaves the other one in the room', async () => {
    const { connected, rooms, rung, media, told } = ladder();
    const { ben } = await connected();
    rooms.leave(ben.ref, ben.page);
    expect(rung()).toBe('room');
    expect(media.held.size).toBe(0);
    expect(told.at(-1)).toMatchObject({ what: 'room' });
  });

  it('with the other one leaves nothing behind', async () => {
    const { connected, rooms, media, clock, told, come } = ladder();
    const { ana, ben } = await connected();
    rooms.leave(ben.ref, ben.page);
    rooms.leave(ana.ref, ana.page);
    told.length = 0;
    clock.pass(10 * STEP_DOWN_DELAY);
    expect(told).toEqual([]);
    expect(media.held.size).toBe(0);
    const again = await come('Ana', { ticket: ana.ticket });
    expect(again.joined.rung).toBe('room');
  });

  it('for a moment, its seat kept, leaves the direct connection as it is', async () => {
    const { connected, rooms, clock, rung, told } = ladder();
    const { ben } = await connected();
    rooms.lineLost(ben.ref, ben.page);
    clock.pass(SEAT_KEPT - 1);
    expect(rung()).toBe('direct');
    expect(rooms.recovered(ben.ref, ben.page)).toBe(true);
    clock.pass(10 * SEAT_KEPT);
    expect(rung()).toBe('direct');
    expect(told).toEqual([]);
  });

  it('for a moment while the two connect, begins anew when it is back', async () => {
    const { two, rooms, clock, told, attempts, counted } = ladder();
    const { ben } = await two();
    told.length = 0;
    rooms.lineLost(ben.ref, ben.page);
    expect(told.map(({ what }) => what)).toEqual(['end: left', 'end: left']);
    clock.pass(SEAT_KEPT / 2);
    expect(attempts).toHaveLength(2);
    rooms.recovered(ben.ref, ben.page);
    clock.pass(0);
    expect(attempts).toHaveLength(4);
    expect(counted).toEqual(['attempt', 'attempt']);
  });

  it.each([
    ['and is loaded anew', false],
    ['and joins again itself', true],
  ])('%s, begins anew from the room', async (_how, same) => {
    const { connected, come, rung, told, clock, attempts, last } = ladder();
    const { ana, ben, attempt } = await connected();
    const again = await come('Ben', { ticket: ben.ticket, ...(same && { page: ben.page }) });
    expect(again.joined).toMatchObject({ you: ben.you, rung: 'room' });
    expect(rung()).toBe('room');
    expect(told.map(({ to, what, held }) => [to, what, held])).toEqual([
      [ben.you, 'end: left', false],
      [ana.you, 'end: left', false],
      ['all', 'room', false],
    ]);
    clock.pass(0);
    expect(attempts).toHaveLength(4);
    expect(last()).not.toBe(attempt);
  });
});

it('goes on while the media worker is replaced, with the room held', async () => {
  const { connected, media, rung, told } = ladder();
  await connected();
  media.emit('lost', ROOM);
  expect(rung()).toBe('direct');
  expect(media.held.has(ROOM)).toBe(true);
  expect(told).toEqual([]);
});
