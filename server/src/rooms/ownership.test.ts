import { FIRST_SETTINGS, RoomId, type NewRoom } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { fixture, ROOM, STRANGER } from './fixture.js';
import { MEETING_KEPT, PERSONAL_KEPT } from './keeping.js';
import { Admission } from './admission.js';
import { Moderation } from './moderation.js';
import { Ownership } from './ownership.js';

const HOUR = 60 * 60 * 1_000;
const PLAN = { startsAt: 10 * HOUR, duration: 30 };

async function owned(more: Partial<NewRoom> = {}) {
  const room = fixture();
  const made = await room.ownership.make({ kind: 'once', room: ROOM, ...more }, 'school');
  return { ...room, made, owner: () => room.come('Owner', { invitation: made.key }) };
}

describe('an invitation to a room that somebody made', () => {
  async function invited() {
    const room = await owned({ kind: 'personal', settings: { waitingRoom: true, passcode: '4711' } });
    const host = await room.owner();
    const admission = new Admission(room.context, room.rooms);
    const { invitation } = await admission.invite(host.ref, { role: 'cohost', lasts: 3_600 });
    const moderation = new Moderation(room.context, room.rooms);
    return { ...room, host, invitation, moderation };
  }
  const roleOf = ({
    joined: { you, participants },
  }: Awaited<ReturnType<ReturnType<typeof fixture>['come']>>) =>
    participants.find(({ id }) => id === you)?.role;

  it('holds in this meeting and in those after it, as what it says', async () => {
    const { invitation, come, moderation, host, lobby } = await invited();
    expect(roleOf(await come('Cem', { invitation }))).toBe('cohost');
    await moderation.end(host.ref);
    expect(roleOf(await come('Cem', { invitation }))).toBe('cohost');
    const { people } = await lobby.enter({ room: ROOM, invitation }, STRANGER);
    expect(people).toEqual([{ name: 'Cem' }]);
  });

  it('is no key to it', async () => {
    const { invitation, ownership } = await invited();
    await expect(ownership.change(ROOM, invitation, { title: 'Mine' })).rejects.toThrow('not-owner');
    await expect(ownership.remove(ROOM, invitation)).rejects.toThrow('not-owner');
  });

  it('is void where the room is another’s of the same name, or nobody’s', async () => {
    const { invitation, ownership, made, come, moderation, host } = await invited();
    await moderation.end(host.ref);
    await ownership.remove(ROOM, made.key);
    await expect(come('Cem', { invitation })).rejects.toThrow('invitation-void');
    await ownership.make({ kind: 'personal', room: ROOM }, 'home');
    await expect(come('Cem', { invitation })).rejects.toThrow('invitation-void');
  });

  it('does not bring in who was removed from this meeting', async () => {
    const { invitation, come, moderation, host } = await invited();
    const visitor = { browser: 'cem', network: 'cem' };
    const { you } = await come('Cem', { invitation, visitor });
    await moderation.remove(host.ref, { participant: you });
    await expect(come('Cem', { invitation, visitor })).rejects.toThrow('removed');
  });
});

describe('making a room', () => {
  it('makes up a name that nobody guesses', async () => {
    const { ownership } = fixture();
    const names = await Promise.all(
      Array.from({ length: 20 }, () => ownership.make({ kind: 'personal' }, 'home')),
    );
    expect(new Set(names.map(({ room }) => room)).size).toBe(20);
    for (const { room } of names) expect(room).toMatch(/^[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$/);
  });

  it('gives what was asked for, and only the hash of the passcode is kept', async () => {
    const settings = { waitingRoom: true, limit: 3, passcode: 'sesame' };
    const { made, store, lobby } = await owned({ kind: 'planned', title: 'Tea', plan: PLAN, settings });
    expect(made).toMatchObject({ room: ROOM, kind: 'planned', title: 'Tea', plan: PLAN });
    expect(store.owned.get(ROOM)).toMatchObject({
      settings: { ...FIRST_SETTINGS, waitingRoom: true, limit: 3, passcode: true },
      passcode: 'hash of sesame',
    });
    const seen = { title: 'Tea', plan: PLAN, waitingRoom: true, passcode: true, people: [] };
    expect(await lobby.enter({ room: ROOM }, STRANGER)).toMatchObject(seen);
  });

  it('is refused where somebody owns it, is in it, or was lately, and changes nothing', async () => {
    const first = await owned({ title: 'Tea' });
    await expect(first.ownership.make({ kind: 'once', room: ROOM }, 'home')).rejects.toThrow('room-taken');
    expect(first.store.owned.get(ROOM)?.title).toBe('Tea');

    const { come, ownership, rooms, store } = fixture();
    const ana = await come('Ana');
    await expect(ownership.make({ kind: 'once', room: ROOM }, 'home')).rejects.toThrow('room-taken');
    rooms.leave(ana.ref, ana.page);
    await expect(ownership.make({ kind: 'once', room: ROOM }, 'home')).rejects.toThrow('room-taken');
    expect(store.owned.size).toBe(0);
  });

  it('is refused to a network that has too many, until one goes', async () => {
    const { context, rooms } = fixture();
    const ownership = new Ownership(context, rooms, 2);
    const [first] = [await ownership.make({ kind: 'personal' }, 'flood')];
    await ownership.make({ kind: 'once', room: ROOM }, 'flood');
    await expect(ownership.make({ kind: 'once' }, 'flood')).rejects.toThrow('rooms-of-network-full');
    await ownership.make({ kind: 'once' }, 'home');
    for (let count = 0; count < 3; count += 1) await ownership.make({ kind: 'once' }, null);
    await ownership.remove(RoomId.parse(first.room), first.key);
    await ownership.make({ kind: 'once' }, 'flood');
    await expect(ownership.make({ kind: 'once' }, 'flood')).rejects.toThrow('rooms-of-network-full');
  });

  it('is refused where somebody comes in at the same moment', async () => {
    const { come, context, rooms, store } = fixture();
    const inTime = async () => {
      await come('Ana');
      return 'hash';
    };
    const late = new Ownership({ ...context, passcodes: { ...context.passcodes, hash: inTime } }, rooms);
    const making = late.make({ kind: 'once', room: ROOM, settings: { passcode: 'sesame' } }, 'home');
    await expect(making).rejects.toThrow('room-taken');
    expect(store.owned.size).toBe(0);
    const { joined } = await come('Ben');
    expect(joined.participants).toMatchObject([{ role: 'host' }, { role: 'speaker' }]);
  });
});

describe('who comes into a room of somebody', () => {
  it('is no host by being first; its owner is, whenever they come', async () => {
    const { come, owner } = await owned();
    const first = await come('First');
    expect(first.joined.participants).toMatchObject([{ name: 'First', role: 'speaker' }]);
    const { joined } = await owner();
    expect(joined.participants).toMatchObject([{ role: 'speaker' }, { name: 'Owner', role: 'host' }]);
  });

  it('waits where there is a waiting room, though nobody is inside', async () => {
    const { come, owner } = await owned({ settings: { waitingRoom: true } });
    await expect(come('Ben')).rejects.toThrow('waiting');
    expect((await owner()).joined.waiting).toMatchObject([{ name: 'Ben' }]);
  });

  it('needs the passcode, which its owner does not', async () => {
    const { come, owner } = await owned({ settings: { passcode: 'sesame' } });
    await expect(come('Ben')).rejects.toThrow('passcode-needed');
    await expect(come('Ben', { passcode: 'wrong' })).rejects.toThrow('passcode-wrong');
    await come('Ben', { passcode: 'sesame' });
    await owner();
  });

  it('stays outside where it is locked, before and after its owner was there, who does not', async () => {
    const { come, owner, rooms } = await owned({ settings: { locked: true } });
    await expect(come('Ben')).rejects.toThrow('room-locked');
    const { ref, page } = await owner();
    await expect(come('Ben')).rejects.toThrow('room-locked');
    rooms.leave(ref, page);
    await expect(come('Ben')).rejects.toThrow('room-locked');
  });

  it('is not its owner with a key of another room, or of a room before', async () => {
    const { come, context, ownership, made } = await owned();
    const sign = (claims: Parameters<typeof context.invitations.sign>[0]) =>
      context.invitations.sign(claims, null);
    const other = (await ownership.make({ kind: 'once' }, 'home')).key;
    for (const invitation of [
      other,
      'forged',
      await sign({ room: ROOM, meeting: 'another', role: 'host' }),
    ]) {
      await expect(come('Eve', { invitation })).rejects.toThrow('invitation-void');
    }
    await ownership.remove(ROOM, made.key);
    await ownership.make({ kind: 'once', room: ROOM }, 'home');
    await expect(come('Owner of before', { invitation: made.key })).rejects.toThrow('invitation-void');
  });

  it('is host again where its owner comes back with their key', async () => {
    const { come, owner, rooms, made } = await owned();
    const { ticket, page, ref } = await owner();
    const { room, seat } = rooms.find(ref);
    seat.role = 'cohost';
    rooms.leave(ref, page);
    const { joined } = await come('Owner', { ticket, page, invitation: made.key });
    expect(joined.participants).toMatchObject([{ role: 'host' }]);
    expect(room.id).toBe(ROOM);
  });
});

describe('a room of somebody', () => {
  it('is as it was when its meeting is over, with no trace of who was there', async () => {
    const { come, owner, rooms, lobby, made } = await owned({ settings: { passcode: 'sesame' } });
    const { ref, ticket } = await owner();
    await rooms.end(rooms.find(ref).room);
    expect(await lobby.enter({ room: ROOM }, STRANGER)).toMatchObject({ passcode: true });
    await expect(come('Ben')).rejects.toThrow('passcode-needed');
    await expect(come('Owner', { ticket })).rejects.toThrow('passcode-needed');
    const { joined } = await come('Owner', { invitation: made.key });
    expect(joined.participants).toMatchObject([{ role: 'host' }]);
  });

  it('is renamed and moved by its owner alone, in the middle of a meeting too', async () => {
    const { ownership, owner, lobby, made } = await owned({ kind: 'planned', title: 'Tea', plan: PLAN });
    await expect(ownership.change(ROOM, undefined, { title: 'Mine' })).rejects.toThrow('not-owner');
    await expect(ownership.change(ROOM, 'forged', { title: 'Mine' })).rejects.toThrow('not-owner');
    await owner();
    const moved = { startsAt: 20 * HOUR, duration: 5 };
    expect(await ownership.change(ROOM, made.key, { plan: moved })).toMatchObject({
      title: 'Tea',
      plan: moved,
    });
    await ownership.change(ROOM, made.key, { title: 'Coffee' });
    expect(await lobby.enter({ room: ROOM }, STRANGER)).toMatchObject({ title: 'Coffee', plan: moved });
    expect(await ownership.planned(ROOM)).toMatchObject({ title: 'Coffee', plan: moved, sequence: 2 });
  });

  it('has a time only where it is planned', async () => {
    const { ownership, made } = await owned({ title: 'Tea' });
    await expect(ownership.change(ROOM, made.key, { plan: PLAN })).rejects.toThrow('invalid');
    await expect(ownership.planned(ROOM)).rejects.toThrow('not-found');
  });

  it('is removed by its owner alone, and then anybody’s', async () => {
    const { ownership, owner, rooms, made, come } = await owned();
    await expect(ownership.remove(ROOM, undefined)).rejects.toThrow('not-owner');
    const { ref, page } = await owner();
    await ownership.remove(ROOM, made.key);
    await expect(ownership.remove(ROOM, made.key)).rejects.toThrow('not-found');
    rooms.leave(ref, page);
    expect((await come('Ben')).joined.participants).toMatchObject([{ role: 'host' }]);
  });

  it('that is removed while nobody is inside takes what was said in it along', async () => {
    const { ownership, rooms, made, come, store } = await owned({ kind: 'personal' });
    const { ref, page } = await come('Guest');
    rooms.leave(ref, page);
    expect(store.rooms.has(ROOM)).toBe(true);
    await ownership.remove(ROOM, made.key);
    expect(store.rooms.has(ROOM)).toBe(false);
  });

  it('that is removed while somebody waits before it is a new one to whoever comes next', async () => {
    const settings = { waitingRoom: true };
    const { ownership, rooms, made, owner, come } = await owned({ kind: 'personal', settings });
    const host = await owner();
    rooms.leave(host.ref, host.page);
    await expect(come('Guest')).rejects.toThrow('waiting');
    const before = rooms.live(ROOM);
    await ownership.remove(ROOM, made.key);
    expect(rooms.live(ROOM)).toBeUndefined();
    expect((await come('Ben')).joined.participants).toMatchObject([{ name: 'Ben', role: 'host' }]);
    expect(rooms.live(ROOM)?.meeting).not.toBe(before?.meeting);
  });

  it('that is removed while somebody comes in is what was read of it no longer', async () => {
    const { ownership, rooms, made, store, come } = await owned({ kind: 'personal' });
    const load = store.load.bind(store);
    store.load = async (room) => {
      const read = await load(room);
      await expect.poll(() => store.owned.has(ROOM)).toBe(false);
      return read;
    };
    await Promise.all([come('Ben'), ownership.remove(ROOM, made.key)]);
    expect(rooms.live(ROOM)).toMatchObject({ owned: null });
  });

  it('that is for good goes when nobody has used it for long', async () => {
    const { ownership, clock, store, owner, come, rooms } = await owned({ kind: 'personal' });
    const passAndExpire = async (time: number) => {
      clock.pass(time);
      await ownership.expire();
      return store.owned.size;
    };
    expect(await passAndExpire(PERSONAL_KEPT - 1)).toBe(1);
    // Somebody else comes in: it is used.
    const guest = await come('Guest');
    const { ref, page } = await owner();
    clock.pass(3 * PERSONAL_KEPT);
    rooms.leave(guest.ref, guest.page);
    rooms.leave(ref, page);
    await store.endMeeting(ROOM);
    expect(await passAndExpire(PERSONAL_KEPT)).toBe(1);
    expect(await passAndExpire(1)).toBe(0);
  });

  it('goes when its time is over', async () => {
    const { ownership, clock, store } = await owned();
    await ownership.expire();
    expect(store.owned.size).toBe(1);
    clock.pass(MEETING_KEPT + 1);
    await ownership.expire();
    expect(store.owned.size).toBe(0);
  });
});
