import { describe, expect, it } from 'vitest';
import { GUARDED_KEPT } from './keeping.js';
import { fixture, ROOM, type Coming } from './fixture.js';
import { Moderation } from './moderation.js';

const MALLORY = { browser: 'mallory', network: 'school' };
const WAITING_ROOM = { waitingRoom: true };

/** A room that nobody owns and a host set up, with a message in it. */
async function meeting(settings: Parameters<Moderation['configure']>[1]) {
  const room = fixture();
  const ana = await room.come('Ana');
  const moderation = new Moderation(room.context, room.rooms);
  await moderation.configure(ana.ref, settings);
  const invited = (role: 'cohost' | 'speaker') =>
    room.context.invitations.sign({ room: ROOM, meeting: room.rooms.live(ROOM)?.meeting ?? '', role }, null);
  const goes = () => room.rooms.leave(ana.ref, ana.page);
  /** Until nobody awaits her any more. */
  const goesForGood = () => {
    goes();
    room.clock.pass(GUARDED_KEPT + 1);
  };
  /** Whether Ana's is the meeting still. */
  const stands = () => room.store.rooms.get(ROOM)?.seats.some(({ participant }) => participant === ana.you);
  const rolesOf = async (...comings: [string, Coming?][]) => {
    const seated = await Promise.all(comings.map(([name, coming]) => room.come(name, coming)));
    const people = seated.at(-1)?.joined.participants ?? [];
    return people.map(({ name, role }) => `${name}: ${role}`);
  };
  return { ...room, ana, moderation, invited, goes, goesForGood, stands, rolesOf };
}

describe('an empty room that let in not everybody', () => {
  it('is a fresh one for who is new, with them as its host', async () => {
    const { goesForGood, stands, rolesOf, rooms } = await meeting(WAITING_ROOM);
    const before = rooms.live(ROOM)?.meeting;
    goesForGood();
    expect(await rolesOf(['Mallory'])).toEqual(['Mallory: host']);
    expect(rooms.live(ROOM)).toMatchObject({ settings: { waitingRoom: false } });
    expect(rooms.live(ROOM)?.meeting).not.toBe(before);
    expect(stands()).toBe(false);
  });

  it('is a fresh one where it was locked', async () => {
    const { goesForGood, stands, rolesOf } = await meeting({ locked: true });
    goesForGood();
    expect(await rolesOf(['Mallory'])).toEqual(['Mallory: host']);
    expect(stands()).toBe(false);
  });

  it('that was locked is locked for who comes back and can unlock it, and open for who cannot', async () => {
    const { goes, ana, come, moderation, rooms, clock } = await meeting({});
    const ben = await come('Ben');
    await moderation.configure(ana.ref, { locked: true });
    const leaves = ({ ref, page }: typeof ben) => rooms.leave(ref, page);
    leaves(ben);
    goes();
    const back = await come('Ana', { ticket: ana.ticket });
    leaves(back);
    await come('Ben', { ticket: ben.ticket });
    // Ana is awaited: she may only have loaded the page anew.
    expect(rooms.live(ROOM)?.settings.locked).toBe(true);
    clock.pass(GUARDED_KEPT + 1);
    expect(rooms.live(ROOM)?.settings.locked).toBe(false);
  });

  it('is a fresh one where somebody was removed from it', async () => {
    const { goesForGood, come, ana, moderation, stands, rolesOf } = await meeting({});
    const mallory = await come('Mallory', { visitor: MALLORY });
    await moderation.remove(ana.ref, { participant: mallory.you });
    goesForGood();
    await expect(come('Mallory', { visitor: MALLORY })).rejects.toThrow('removed');
    expect(stands()).toBe(true);
    expect(await rolesOf(['Else', { visitor: { ...MALLORY, browser: 'new' } }])).toEqual(['Else: host']);
    expect(stands()).toBe(false);
  });

  it('is a fresh one for who was invited to what was there before', async () => {
    const { goesForGood, invited, rolesOf } = await meeting(WAITING_ROOM);
    const invitation = await invited('speaker');
    goesForGood();
    expect(await rolesOf(['Ben', { invitation }])).toEqual(['Ben: host']);
  });

  it('stays what it was for who comes back', async () => {
    const { goes, ana, stands, rolesOf } = await meeting(WAITING_ROOM);
    goes();
    expect(await rolesOf(['Ana', { ticket: ana.ticket }])).toEqual(['Ana: host']);
    expect(stands()).toBe(true);
  });

  it('is not ended by who does not know its passcode', async () => {
    const { goesForGood, come, stands } = await meeting({ ...WAITING_ROOM, passcode: '4711' });
    goesForGood();
    await expect(come('Mallory')).rejects.toThrow('passcode-needed');
    await expect(come('Mallory', { passcode: '4712' })).rejects.toThrow('passcode-wrong');
    expect(stands()).toBe(true);
    await come('Ben', { passcode: '4711' });
    expect(stands()).toBe(false);
  });

  it('that let in everybody stays what it was', async () => {
    const { goes, come, stands } = await meeting({ limit: 3 });
    goes();
    await come('Ben');
    expect(stands()).toBe(true);
  });
});

describe('while those are awaited who left it', () => {
  it('who is new waits, or finds it locked, and who comes back lets them in', async () => {
    const { goes, ana, come, moderation, rooms, clock, stands } = await meeting(WAITING_ROOM);
    goes();
    await expect(come('Mallory')).rejects.toThrow('waiting');
    clock.pass(GUARDED_KEPT - 1);
    const back = await come('Ana', { ticket: ana.ticket });
    expect(back.joined.waiting).toMatchObject([{ name: 'Mallory' }]);
    clock.pass(GUARDED_KEPT);
    expect(rooms.live(ROOM)?.waiting.empty).toBe(false);
    await moderation.configure(back.ref, { locked: true });
    rooms.leave(back.ref, back.page);
    await expect(come('Else')).rejects.toThrow('room-locked');
    expect(stands()).toBe(true);
  });

  it('is told to come in when nobody has come, however often somebody came and went', async () => {
    const { goes, ana, come, rooms, clock, told } = await meeting(WAITING_ROOM);
    const page = crypto.randomUUID();
    goes();
    await expect(come('Ben', { page })).rejects.toThrow('waiting');
    const answers = () => told.filter(({ event }) => event === 'waiting-answered').length;
    clock.pass(GUARDED_KEPT - 1);
    const back = await come('Ana', { ticket: ana.ticket });
    rooms.leave(back.ref, back.page);
    clock.pass(2);
    expect(answers()).toBe(0);
    clock.pass(GUARDED_KEPT);
    expect(answers()).toBe(1);
  });

  it('who is let in all the same is a guest of the meeting that stands', async () => {
    const { goes, ana, come, moderation, invited, stands, rolesOf } = await meeting(WAITING_ROOM);
    const invitation = await invited('speaker');
    goes();
    expect(await rolesOf(['Ben', { invitation }])).toEqual(['Ben: speaker']);
    const back = await come('Ana', { ticket: ana.ticket });
    await moderation.configure(back.ref, { waitingRoom: false });
    const mallory = await come('Mallory', { visitor: MALLORY });
    await moderation.remove(back.ref, { participant: mallory.you });
    expect(await rolesOf(['Else'])).toContain('Else: speaker');
    expect(stands()).toBe(true);
  });

  it('who was removed from an open room they have left gives it to nobody who opens the link', async () => {
    const { goes, ana, come, moderation, stands, rolesOf } = await meeting({});
    const mallory = await come('Mallory', { visitor: MALLORY });
    await moderation.remove(ana.ref, { participant: mallory.you });
    goes();
    expect(await rolesOf(['Else'])).toEqual(['Else: speaker']);
    expect(await rolesOf(['Ana', { ticket: ana.ticket }])).toContain('Ana: host');
    expect(stands()).toBe(true);
  });

  it.each([{ locked: true }, WAITING_ROOM])(
    '%j stays where only its host has left, whoever asks',
    async (set) => {
      const { goes, ana, come, moderation, rooms, clock } = await meeting({});
      await come('Ben');
      await moderation.configure(ana.ref, set);
      goes();
      await expect(come('Mallory')).rejects.toThrow();
      clock.pass(GUARDED_KEPT + 1);
      expect(rooms.live(ROOM)?.settings).toMatchObject(set);
    },
  );

  it('and a host who was back in between leaves others in it as they set it', async () => {
    const { goes, ana, come, moderation, rooms, clock } = await meeting({});
    const ben = await come('Ben');
    await moderation.configure(ana.ref, WAITING_ROOM);
    rooms.leave(ben.ref, ben.page);
    goes();
    await come('Ben', { ticket: ben.ticket });
    const back = await come('Ana', { ticket: ana.ticket });
    clock.pass(GUARDED_KEPT - 1);
    rooms.leave(back.ref, back.page);
    clock.pass(GUARDED_KEPT);
    expect(rooms.live(ROOM)?.settings.waitingRoom).toBe(true);
  });

  it('nobody is stuck outside where only those are back who can let in nobody', async () => {
    const { goes, ana, come, moderation, rooms, clock, told } = await meeting({});
    const ben = await come('Ben');
    rooms.leave(ben.ref, ben.page);
    await moderation.configure(ana.ref, WAITING_ROOM);
    goes();
    await come('Ben', { ticket: ben.ticket });
    await expect(come('Cem', { page: crypto.randomUUID() })).rejects.toThrow('waiting');
    clock.pass(GUARDED_KEPT + 1);
    expect(told.filter(({ event }) => event === 'waiting-answered')).toHaveLength(1);
  });
});

describe('at the same moment', () => {
  it('two who are new come into the same fresh room', async () => {
    const { goesForGood, stands, rolesOf, rooms } = await meeting(WAITING_ROOM);
    goesForGood();
    await rolesOf(['Mallory'], ['Ben']);
    expect(rooms.present(ROOM).map(({ role }) => role)).toEqual(['host', 'speaker']);
    expect(stands()).toBe(false);
  });

  it('who comes back first finds the meeting, and who is new waits', async () => {
    const { goes, ana, come, rooms, stands } = await meeting(WAITING_ROOM);
    goes();
    let next: ReturnType<typeof come> | undefined;
    await come('Ana', { ticket: ana.ticket, seated: () => (next = come('Mallory')) });
    await expect(next).rejects.toThrow('waiting');
    expect(rooms.present(ROOM)).toMatchObject([{ name: 'Ana', role: 'host' }]);
    expect(stands()).toBe(true);
  });

  it('who comes back second has no seat in the fresh one, nor any of what was written', async () => {
    const { goesForGood, ana, come, store, rooms, stands } = await meeting(WAITING_ROOM);
    goesForGood();
    const end = store.endMeeting.bind(store);
    let late: ReturnType<typeof come> | undefined;
    // The ending takes its time, in which Ana comes.
    store.endMeeting = async (room) => {
      late = come('Ana', { ticket: ana.ticket });
      await new Promise(setImmediate);
      await end(room);
    };
    await come('Mallory');
    expect((await late)?.you).not.toBe(ana.you);
    expect(rooms.present(ROOM).map(({ role }) => role)).toEqual(['host', 'speaker']);
    expect(stands()).toBe(false);
  });

  it('one that could not be ended is nobody’s', async () => {
    const { goesForGood, come, store, rooms } = await meeting(WAITING_ROOM);
    goesForGood();
    store.endMeeting = () => Promise.reject(new Error('disk'));
    await expect(come('Mallory')).rejects.toThrow('disk');
    expect(rooms.live(ROOM)).toBeUndefined();
  });
});

describe('who waits when the last one goesForGood', () => {
  const [ben, cem] = [crypto.randomUUID(), crypto.randomUUID()];

  it('asks again, and the first of them is host of a fresh room', async () => {
    const { goesForGood, come, told, rolesOf } = await meeting(WAITING_ROOM);
    for (const page of [ben, cem]) await expect(come('Somebody', { page })).rejects.toThrow('waiting');
    goesForGood();
    const answers = told.filter(({ event }) => event === 'waiting-answered').map(({ args }) => args);
    expect(answers).toEqual([
      [ben, true],
      [cem, true],
    ]);
    expect(await rolesOf(['Ben', { page: ben }])).toEqual(['Ben: host']);
    expect(await rolesOf(['Cem', { page: cem }])).toEqual(['Ben: host', 'Cem: speaker']);
  });

  it('is not let in where the meeting is ended for all', async () => {
    const { ana, come, told, moderation } = await meeting(WAITING_ROOM);
    await expect(come('Ben', { page: ben })).rejects.toThrow('waiting');
    await moderation.end(ana.ref);
    expect(told.filter(({ event }) => event === 'waiting-answered')).toMatchObject([{ args: [ben, false] }]);
  });
});
