import { join } from 'node:path';
import { FIRST_SETTINGS, RoomId } from '@hangouts/protocol';
import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import type { KeptRoom, OwnedRoom } from '../rooms/rooms-port.js';
import { lounge, newFolder, openTestStore } from './fixtures/store.js';

const garden = RoomId.parse('garden');

function owned(changes: Partial<OwnedRoom> = {}): OwnedRoom {
  return {
    room: lounge,
    owner: 'owner',
    kind: 'planned',
    title: 'Tea 🫖',
    plan: { startsAt: 1_800_000_000_000, duration: 45 },
    settings: { ...FIRST_SETTINGS, limit: 5, waitingRoom: true, passcode: true },
    passcode: 'hash',
    uid: 'uid',
    sequence: 0,
    changedAt: 1_790_000_000_000,
    keptUntil: 1_801_000_000_000,
    madeBy: 'school',
    ...changes,
  };
}

const kept: KeptRoom = {
  meeting: 'monday',
  settings: FIRST_SETTINGS,
  passcode: null,
  emptiedAt: null,
  openFrom: 0,
};

it('comes back as it was written, after a restart too', async () => {
  const dataDir = await newFolder();
  const store = await openTestStore({ dataDir });
  const bare = owned({ room: garden, kind: 'personal', title: null, plan: null, madeBy: null });
  expect(await store.owned.make(owned())).toBe(true);
  expect(await store.owned.make(bare)).toBe(true);
  await store.close();
  const again = await openTestStore({ dataDir });
  expect(await again.owned.find(lounge)).toEqual(owned());
  expect(await again.owned.find(garden)).toEqual(bare);
  expect(await again.owned.find(RoomId.parse('other'))).toBeNull();
});

it('is made once, and not over a meeting', async () => {
  const { owned: store, rooms } = await openTestStore();
  const results = await Promise.all([store.make(owned()), store.make(owned({ owner: 'other' }))]);
  expect(results).toEqual([true, false]);
  expect(await store.find(lounge)).toEqual(owned());
  await rooms.saveRoom(garden, kept);
  expect(await store.make(owned({ room: garden }))).toBe(false);
  expect(await store.find(garden)).toBeNull();
});

describe('a meeting in it', () => {
  it('begins with what holds there, each another, and nobody in it', async () => {
    const { owned: store, rooms } = await openTestStore();
    await store.make(owned());
    expect(await rooms.settings(lounge)).toEqual(owned().settings);
    const [one, other] = [await rooms.load(lounge), await rooms.load(lounge)];
    expect(one).toMatchObject({ settings: owned().settings, passcode: 'hash', seats: [], owned: owned() });
    expect(one?.meeting).not.toBe(other?.meeting);
  });

  it('leaves behind what holds at its end, and nothing else', async () => {
    const { owned: store, rooms } = await openTestStore();
    await store.make(owned());
    const settings = { ...FIRST_SETTINGS, locked: true };
    await rooms.saveRoom(lounge, { ...kept, settings });
    expect(await rooms.load(lounge)).toMatchObject({ meeting: 'monday', settings });
    await rooms.endMeeting(lounge);
    const after = await rooms.load(lounge);
    expect(after).toMatchObject({ settings, passcode: null, owned: { owner: 'owner', title: 'Tea 🫖' } });
    expect(after?.meeting).not.toBe('monday');
  });

  it('keeps what holds in it where the title changes meanwhile', async () => {
    const { owned: store, rooms } = await openTestStore();
    await store.make(owned());
    await rooms.saveRoom(lounge, kept);
    await store.change(owned({ title: 'Coffee', sequence: 1 }));
    const { settings, passcode } = kept;
    expect(await store.find(lounge)).toEqual(owned({ title: 'Coffee', sequence: 1, settings, passcode }));
  });
});

it('goes when its time is over and no meeting is in it, or when it is removed', async () => {
  const { owned: store, rooms } = await openTestStore();
  await store.make(owned({ keptUntil: 1_000 }));
  await store.make(owned({ room: garden, keptUntil: 1_001 }));
  await rooms.saveRoom(lounge, kept);
  await store.expire(1_001);
  expect(await store.find(lounge)).not.toBeNull();
  await rooms.endMeeting(lounge);
  await store.expire(1_000);
  expect(await store.find(lounge)).not.toBeNull();
  await store.expire(1_001);
  expect(await store.find(lounge)).toBeNull();
  expect(await store.find(garden)).not.toBeNull();
  await store.remove(garden);
  expect(await store.find(garden)).toBeNull();
  expect(await rooms.load(garden)).toBeNull();
});

it('is kept for longer where it is used, and is the same one still', async () => {
  const { owned: store } = await openTestStore();
  await store.make(owned({ keptUntil: 1_000 }));
  await store.keep({ room: lounge, uid: 'of one before' }, 9_000);
  expect(await store.find(lounge)).toEqual(owned({ keptUntil: 1_000 }));
  await store.keep(owned(), 2_000);
  await store.expire(2_000);
  expect(await store.find(lounge)).toEqual(owned({ keptUntil: 2_000 }));
});

it('is counted with its network', async () => {
  const { owned: store } = await openTestStore();
  await store.make(owned());
  await store.make(owned({ room: garden }));
  await store.make(owned({ room: RoomId.parse('attic'), madeBy: 'home' }));
  expect([await store.countOf('school'), await store.countOf('home')]).toEqual([2, 1]);
  await store.remove(garden);
  expect(await store.countOf('school')).toBe(1);
});

it('has its place in a database of the version before', async () => {
  const dataDir = await newFolder();
  const before = await openTestStore({ dataDir });
  await before.rooms.saveRoom(garden, kept);
  await before.close();
  const database = new Libsql(join(dataDir, 'hangouts.db'));
  database.exec('DROP TABLE owned');
  for (const column of ['browser', 'network']) database.exec(`ALTER TABLE seats DROP COLUMN ${column}`);
  database.exec('ALTER TABLE rooms DROP COLUMN emptied_at');
  database.exec('ALTER TABLE rooms DROP COLUMN open_from');
  database.exec("DELETE FROM kysely_migration WHERE name >= '0008-owned'");
  database.close();
  const store = await openTestStore({ dataDir });
  expect(await store.rooms.load(garden)).toMatchObject({ meeting: 'monday', owned: null });
  expect(await store.owned.make(owned())).toBe(true);
});
