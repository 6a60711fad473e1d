import { randomUUID } from 'node:crypto';
import { FIRST_SETTINGS, PageId, RoomId, type RoomSettings } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import type { KeptRoom, StoredSeat } from '../rooms/rooms-port.js';
import {
  lounge,
  newFolder,
  newMessage,
  newOwnedRoom,
  newSeat,
  openTestStore,
  reader,
} from './fixtures/store.js';

const garden = RoomId.parse('garden');

function storedSeat(changes: Partial<StoredSeat> = {}): StoredSeat {
  return {
    participant: newSeat().participant,
    name: 'Žofia 🦊',
    role: 'host',
    restrictions: { microphone: false, camera: true, screen: false, chat: false },
    generation: 0,
    page: PageId.parse(randomUUID()),
    removed: false,
    present: true,
    joinedAt: 1_700_000_000_000,
    hand: null,
    since: 3,
    visitor: { browser: 'b', network: '203.0.113.9' },
    ...changes,
  };
}

/** What is kept of a room whose settings are these beside the first ones. */
function kept(changes: Partial<RoomSettings>): KeptRoom {
  const settings = { ...FIRST_SETTINGS, ...changes };
  return { meeting: 'monday', settings, passcode: 'hash', emptiedAt: 5, openFrom: 2 };
}

describe('rooms and seats', () => {
  it('come back as they were written, after a restart too', async () => {
    const dataDir = await newFolder();
    const store = await openTestStore({ dataDir });
    expect(await store.rooms.load(lounge)).toBeNull();
    const [ana, ben] = [
      storedSeat(),
      storedSeat({ role: 'speaker', removed: true, generation: 7, visitor: null }),
    ];
    await store.rooms.saveRoom(lounge, kept({ limit: 5 }));
    await store.rooms.saveSeat(lounge, ana);
    await store.rooms.saveSeat(lounge, ben);
    await store.close();
    const again = await openTestStore({ dataDir });
    const room = await again.rooms.load(lounge);
    expect(room?.settings).toEqual({ ...FIRST_SETTINGS, limit: 5 });
    expect(room?.seats).toHaveLength(2);
    expect(room?.seats).toEqual(expect.arrayContaining([ana, ben]));
  });

  it('are written over where they change', async () => {
    const { rooms } = await openTestStore();
    const seat = storedSeat();
    await rooms.saveRoom(lounge, kept({ limit: null }));
    await rooms.saveSeat(lounge, seat);
    const changed = { ...seat, name: 'Ana', role: 'speaker' as const, generation: 1, removed: true };
    await rooms.saveRoom(lounge, kept({ limit: 2 }));
    await rooms.saveSeat(lounge, changed);
    await rooms.saveSpotlight(lounge, seat.participant);
    const { participant: spotlight } = seat;
    expect(await rooms.load(lounge)).toEqual({
      ...kept({ limit: 2 }),
      removals: [],
      log: [],
      spotlight,
      seats: [changed],
      owned: null,
      chatSequence: 0,
      emptySince: null,
    });
  });

  it('come back in the order they came, and without those that were forgotten', async () => {
    const { rooms } = await openTestStore();
    const [third, first, second] = [3, 1, 2].map((joinedAt) => storedSeat({ joinedAt }));
    for (const seat of [third, first, second]) if (seat !== undefined) await rooms.saveSeat(lounge, seat);
    await rooms.deleteSeats(garden, [third?.participant ?? newSeat().participant]);
    expect((await rooms.load(lounge))?.seats).toEqual([first, second, third]);
    const many = Array.from({ length: 1_500 }, () => newSeat().participant);
    await rooms.deleteSeats(lounge, [...many, second?.participant ?? newSeat().participant]);
    expect((await rooms.load(lounge))?.seats).toEqual([first, third]);
  });

  it('know who was removed, until that is taken back', async () => {
    const { rooms } = await openTestStore();
    const [one, other] = [newSeat().participant, newSeat().participant];
    await rooms.saveRoom(lounge, kept({}));
    await rooms.saveRemoval(lounge, { participant: one, browser: 'b', network: '203.0.113.9' });
    await rooms.saveRemoval(lounge, { participant: other, browser: null, network: null });
    await rooms.deleteRemoval(lounge, other);
    const removals = [{ participant: one, browser: 'b', network: '203.0.113.9' }];
    expect(await rooms.load(lounge)).toMatchObject({ removals });
    await rooms.endMeeting(lounge);
    expect(await rooms.load(lounge)).toBeNull();
    expect(await rooms.settings(lounge)).toBeNull();
  });

  it('of different rooms are kept apart', async () => {
    const { rooms } = await openTestStore();
    const seat = storedSeat();
    await rooms.saveSeat(lounge, seat);
    await rooms.saveRoom(garden, kept({ limit: 3 }));
    expect(await rooms.load(garden)).toEqual({
      ...kept({ limit: 3 }),
      removals: [],
      log: [],
      spotlight: null,
      seats: [],
      owned: null,
      chatSequence: 0,
      emptySince: null,
    });
    expect(await rooms.load(lounge)).toMatchObject({
      settings: { ...FIRST_SETTINGS, limit: null },
      spotlight: null,
      seats: [seat],
      chatSequence: 0,
    });
  });
});

describe('the end of a meeting', () => {
  it('comes for rooms that were empty long enough, and takes everything', async () => {
    const { rooms, chat, files } = await openTestStore();
    const seat = newSeat();
    await rooms.saveSeat(lounge, storedSeat());
    await chat.append(lounge, newMessage(seat, 'hello'));
    const upload = randomUUID();
    await files.begin(seat, { upload, name: 'a.txt', size: 3, type: '', draft: { text: '' } });
    const { whole } = await files.write(seat, upload, 0, Buffer.from('abc'));
    const file = whole?.file ?? null;
    await chat.append(lounge, newMessage(seat, '', upload, { file }));
    await rooms.saveRoom(garden, kept({ limit: null }));
    await rooms.saveEmptySince(lounge, 1_000);
    await rooms.saveEmptySince(garden, 2_000);

    expect(await rooms.endMeetings(1_000, 1_000)).toEqual([]);
    expect(await rooms.endMeetings(1_001, 1_001)).toEqual([lounge]);
    expect(await rooms.load(lounge)).toBeNull();
    expect(await rooms.load(garden)).not.toBeNull();
    expect(await chat.page(reader(), null, 10)).toEqual({ messages: [], more: false });
    expect(file).not.toBeNull();
    expect(await files.read(reader(), file?.id ?? '')).toBeNull();
    expect((await chat.append(lounge, newMessage(seat, 'a new meeting'))).message.sequence).toBe(1);
  });

  it('does not come while somebody is in the room', async () => {
    const { rooms } = await openTestStore();
    await rooms.saveRoom(lounge, kept({ limit: null }));
    await rooms.saveEmptySince(lounge, 1_000);
    await rooms.saveEmptySince(lounge, null);
    expect(await rooms.endMeetings(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)).toEqual([]);
  });

  it('is counted from the start for rooms that stood occupied when the server stopped', async () => {
    const { rooms } = await openTestStore();
    await rooms.saveRoom(lounge, kept({ limit: null }));
    await rooms.saveRoom(garden, kept({ limit: null }));
    await rooms.saveEmptySince(garden, 500);
    await rooms.settleAfterStart(1_000);
    expect(await rooms.endMeetings(1_000, 1_000)).toEqual([garden]);
    expect(await rooms.endMeetings(1_001, 1_001)).toEqual([lounge]);
  });
});

describe('the end of the meeting of a room that is somebody’s', () => {
  const owned = newOwnedRoom();

  it('comes sooner than that of a room that is nobody’s, and leaves what it is set to', async () => {
    const { owned: store, rooms } = await openTestStore();
    await store.make(owned);
    const settings = { waitingRoom: true };
    for (const room of [lounge, garden]) {
      await rooms.saveRoom(room, kept(settings));
      await rooms.saveEmptySince(room, 1_000);
    }
    expect(await rooms.endMeetings(1, 1_000)).toEqual([]);
    expect(await rooms.endMeetings(1, 1_001)).toEqual([lounge]);
    expect(await rooms.load(lounge)).toMatchObject({
      settings,
      passcode: 'hash',
      seats: [],
      emptySince: null,
    });
    expect((await rooms.load(lounge))?.meeting).not.toBe('monday');
    expect(await rooms.load(garden)).toMatchObject({ meeting: 'monday' });
  });

  it('comes once where chat is kept for days, which stays', async () => {
    const { owned: store, rooms, chat } = await openTestStore();
    await store.make(owned);
    await rooms.saveRoom(lounge, kept({ waitingRoom: true, history: { days: 30 } }));
    const seat = newSeat();
    await rooms.saveSeat(lounge, storedSeat(seat));
    await chat.append(lounge, newMessage(seat, 'for days'));
    await rooms.saveEmptySince(lounge, 1_000);
    expect(await rooms.endMeetings(1, 1_001)).toEqual([lounge]);
    const after = await rooms.load(lounge);
    expect(after).toMatchObject({ seats: [], settings: { waitingRoom: true } });
    expect(after?.meeting).not.toBe('monday');
    expect((await chat.page(reader(), null, 10)).messages).toMatchObject([{ text: 'for days' }]);
    expect(await rooms.endMeetings(1, 1_001)).toEqual([]);
  });

  it('does not come while somebody is in it', async () => {
    const { owned: store, rooms } = await openTestStore();
    await store.make(owned);
    await rooms.saveRoom(lounge, kept({}));
    await rooms.saveEmptySince(lounge, null);
    expect(await rooms.endMeetings(9_000, 9_000)).toEqual([]);
  });
});
