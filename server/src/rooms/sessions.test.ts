import { SEAT_KEPT } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { fixture, ROOM, STRANGER } from './fixture.js';
import { OWNED_MEETING_KEPT } from './keeping.js';
import { Moderation } from './moderation.js';

const MINUTE = 60_000;

type Settings = Parameters<Moderation['configure']>[1];

/** A planned room after its first session, in which Guest and its owner were, and which everybody has left. */
async function afterSession(settings: Settings) {
  const room = fixture();
  const { key } = await room.ownership.make({ kind: 'personal', room: ROOM }, 'school');
  const owner = await room.come('Owner', { invitation: key });
  const guest = await room.come('Guest');
  await new Moderation(room.context, room.rooms).configure(owner.ref, settings);
  const leave = ({ ref, page }: Pick<typeof guest, 'ref' | 'page'>) => room.rooms.leave(ref, page);
  leave(guest);
  leave(owner);
  return {
    ...room,
    leave,
    guest,
    owner: (ticket?: string) => room.come('Owner', { invitation: key, ...(ticket && { ticket }) }),
    ownersTicket: owner.ticket,
    /** How the guest is received with what they have from the session before. */
    guestAgain: (more: { passcode?: string } = {}) =>
      room.come('Guest', { ticket: guest.ticket, ...more }).then(
        ({ you }) => (you === guest.you ? 'seat' : 'new'),
        (error: Error) => error.message,
      ),
  };
}

const GUARDS: [string, Settings, string][] = [
  ['a waiting room', { waitingRoom: true }, 'waiting'],
  ['a passcode', { passcode: '4711' }, 'passcode-needed'],
  ['a lock', { locked: true }, 'room-locked'],
];

describe.each(GUARDS)('a room that is somebody’s, with %s', (_what, settings, refusal) => {
  it('is not passed by who left before it was last empty, but by whose it is', async () => {
    const { clock, guestAgain, owner, ownersTicket, rooms } = await afterSession(settings);
    clock.pass(SEAT_KEPT + 1);
    expect(await guestAgain()).toBe(refusal);
    await owner(ownersTicket);
    expect(await guestAgain()).toBe(refusal);
    expect(rooms.present(ROOM)).toMatchObject([{ name: 'Owner', role: 'host' }]);
  });

  it('is not passed either where another came in before', async () => {
    const { clock, guestAgain, owner } = await afterSession(settings);
    // At once, in a seat of their own.
    await owner();
    clock.pass(SEAT_KEPT + 1);
    expect(await guestAgain()).toBe(refusal);
  });

  it('is passed by who is back within the minute for which a seat is kept', async () => {
    const { clock, guestAgain } = await afterSession(settings);
    clock.pass(SEAT_KEPT);
    expect(await guestAgain()).toBe('seat');
  });

  it('is passed by who left since, and is not empty by a reload', async () => {
    const { clock, guestAgain, owner, ownersTicket, leave } = await afterSession(settings);
    clock.pass(SEAT_KEPT / 2);
    const again = await owner(ownersTicket);
    clock.pass(10 * MINUTE);
    expect(await guestAgain()).toBe('seat');
    leave(again);
  });
});

describe('a meeting in a room that is somebody’s', () => {
  it('knows who comes in past its passcode by what it is, and who was let in', async () => {
    const withPasscode = await afterSession({ passcode: '4711' });
    withPasscode.clock.pass(SEAT_KEPT + 1);
    expect(await withPasscode.guestAgain({ passcode: '4711' })).toBe('seat');
  });

  it('without a guard finds everybody as they were', async () => {
    const { clock, guestAgain } = await afterSession({});
    clock.pass(OWNED_MEETING_KEPT);
    expect(await guestAgain()).toBe('seat');
  });

  it('is over when nobody was there for a quarter of an hour; tickets and roles with it, and not the settings', async () => {
    const { clock, guestAgain, rooms, lobby, guest } = await afterSession({ limit: 3 });
    clock.pass(OWNED_MEETING_KEPT + 1);
    expect(await guestAgain()).toBe('new');
    expect(rooms.present(ROOM)).toMatchObject([{ name: 'Guest', role: 'speaker' }]);
    expect(rooms.live(ROOM)?.settings.limit).toBe(3);
    expect(rooms.live(ROOM)?.seat(guest.you)).toBeUndefined();
    expect(await lobby.enter({ room: ROOM }, STRANGER)).toMatchObject({ people: [{ name: 'Guest' }] });
  });

  it('is over as well where somebody waited all the time, who waits on', async () => {
    const { clock, come, told, owner, rooms } = await afterSession({ waitingRoom: true });
    const page = crypto.randomUUID();
    await expect(come('Early', { page })).rejects.toThrow('waiting');
    const before = rooms.live(ROOM)?.meeting;
    clock.pass(OWNED_MEETING_KEPT + 1);
    await owner();
    expect(rooms.live(ROOM)?.meeting).not.toBe(before);
    expect(told).toContainEqual({ event: 'waiting-answered', args: [page, true] });
    await expect(come('Early', { page })).rejects.toThrow('waiting');
    expect(rooms.live(ROOM)?.waiting.list()).toMatchObject([{ name: 'Early' }]);
  });

  it('names those inside to nobody who was at the one before', async () => {
    const { clock, lobby, guest, owner } = await afterSession({ waitingRoom: true });
    const told = async () => (await lobby.enter({ room: ROOM, ticket: guest.ticket }, STRANGER)).people;
    await owner();
    expect(await told()).toEqual([{ name: 'Owner' }]);
    clock.pass(SEAT_KEPT + 1);
    expect(await told()).toEqual([]);
  });
});
