import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIRST_SETTINGS, RoomId, type ChatFile, type History } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import type { SeatRef } from '../rooms/identity-port.js';
import {
  lounge,
  newFolder,
  newMessage,
  newOwnedRoom,
  newSeat,
  openTestStore,
  reader,
} from './fixtures/store.js';
import type { Store } from './store.js';

const DAY = 24 * 60 * 60 * 1_000;

async function say(store: Store, seat: SeatRef, text: string, more: Parameters<typeof newMessage>[3] = {}) {
  return (await store.chat.append(seat.room, newMessage(seat, text, randomUUID(), more))).message;
}

/** Sends a file and says it; gives its message. */
async function sendFile(store: Store, seat: SeatRef, content: string, at?: number) {
  const upload = randomUUID();
  await store.files.begin(seat, {
    upload,
    name: 'notes.txt',
    size: content.length,
    type: '',
    draft: { text: '' },
  });
  const { whole } = await store.files.write(seat, upload, 0, Buffer.from(content));
  const file: ChatFile | null = whole?.file ?? null;
  return say(store, seat, '', { file, ...(at !== undefined && { at }) });
}

/** Everything that is on the disk, as one text. */
async function onDisk(dataDir: string): Promise<string> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
  return Buffer.concat(contents).toString('latin1');
}

describe('editing', () => {
  it('changes the text of one’s own message, and says when', async () => {
    const store = await openTestStore();
    const seat = newSeat();
    const { sequence } = await say(store, seat, 'helo');
    const mentions = [{ participant: newSeat().participant, name: 'Ben' }];
    const edited = await store.chat.edit(seat, { sequence, text: 'hello @Ben', mentions, at: 9 });
    expect(edited).toMatchObject({ sequence, text: 'hello @Ben', mentions, edited: 9 });
    expect((await store.chat.page(reader(), null, 10)).messages).toEqual([edited]);
  });

  it('changes nobody else’s, nor one that was deleted', async () => {
    const store = await openTestStore();
    const seat = newSeat();
    const { sequence } = await say(store, seat, 'hello');
    const change = { sequence, text: 'bye', mentions: [], at: 9 };
    expect(await store.chat.edit(newSeat(), change)).toBeNull();
    await store.chat.delete(lounge, sequence, 'host');
    expect(await store.chat.edit(seat, change)).toBeNull();
  });
});

describe('deleting', () => {
  it('leaves a place, and nothing of what was said', async () => {
    const dataDir = await newFolder();
    const store = await openTestStore({ dataDir });
    const seat = newSeat();
    const { sequence } = await say(store, seat, 'a-very-secret-text');
    const other = await say(store, seat, 'an-earlier-wording');
    await store.chat.edit(seat, { sequence: other.sequence, text: 'later', mentions: [], at: 9 });
    const sent = await sendFile(store, seat, 'the-bytes-of-a-file');
    expect(await onDisk(dataDir)).toMatch(/a-very-secret-text[^]*the-bytes-of-a-file/);

    const deleted = await store.chat.delete(lounge, sequence, 'host');
    expect(deleted).toMatchObject({ sequence, text: '', file: null, deleted: 'host' });
    await store.chat.delete(lounge, sent.sequence, 'sender');
    expect(await store.files.read(reader(), sent.file?.id ?? '')).toBeNull();
    expect(await store.chat.delete(lounge, sequence, 'host')).toBeNull();
    expect((await store.chat.page(reader(), null, 10)).messages).toHaveLength(3);

    // In a moment, while the store is open.
    await expect
      .poll(() => onDisk(dataDir), { timeout: 5_000 })
      .not.toMatch(/a-very-secret-text|an-earlier-wording|the-bytes-of-a-file/);
  });

  it('gives back the space of its file', async () => {
    const store = await openTestStore({ limits: { room: 10, smallest: 1 } });
    const seat = newSeat();
    const { sequence } = await sendFile(store, seat, '0123456789');
    await expect(sendFile(store, seat, '0123456789')).rejects.toThrow('files-room-full');
    await store.chat.delete(lounge, sequence, 'sender');
    await sendFile(store, seat, '0123456789');
  });
});

describe('a private file', () => {
  it('is there for its sender and its recipient, and for nobody before it is in the chat', async () => {
    const store = await openTestStore();
    const [ana, ben] = [newSeat(), newSeat()];
    const upload = randomUUID();
    const draft = { text: 'for you', to: ben.participant };
    await store.files.begin(ana, { upload, name: 'a', size: 3, type: '', draft });
    const { whole } = await store.files.write(ana, upload, 0, Buffer.from('abc'));
    expect(whole?.draft).toEqual(draft);
    const file = whole?.file ?? null;
    const read = async (who: SeatRef) =>
      (await store.files.read(reader(lounge, who), file?.id ?? '')) !== null;
    expect(await read(ana)).toBe(false);
    await say(store, ana, 'for you', { file, to: { participant: ben.participant, name: 'Ben' } });
    expect([await read(ana), await read(ben), await read(newSeat())]).toEqual([true, true, false]);
  });

  it('stays so over a restart in the middle of it, and whatever is said when it goes on', async () => {
    const dataDir = await newFolder();
    const [ana, ben] = [newSeat(), newSeat()];
    const upload = randomUUID();
    const asked = { upload, name: 'a', size: 3, type: '' };
    const draft = { text: 'for you', to: ben.participant };
    const first = await openTestStore({ dataDir });
    await first.files.begin(ana, { ...asked, draft });
    await first.close();
    const { files } = await openTestStore({ dataDir });
    await files.begin(ana, { ...asked, draft: { text: 'for all' } });
    expect((await files.write(ana, upload, 0, Buffer.from('abc'))).whole?.draft).toEqual(draft);
  });
});

/** A line of the log, without its id and time. */
const MUTED_ALL = {
  act: 'muted-all' as const,
  by: 'Hana',
  whom: null,
  role: null,
  change: null,
  count: null,
  source: null,
  reason: null,
  before: null,
  undone: false,
};

describe('what is kept no longer', () => {
  const NOW = 100 * DAY;
  const settings = (history: History) => ({ ...FIRST_SETTINGS, history });

  async function roomWith(store: Store, name: string, history: History) {
    const room = RoomId.parse(name);
    const seat = newSeat(room);
    await store.rooms.saveRoom(room, {
      meeting: 'm',
      settings: settings(history),
      passcode: null,
      emptiedAt: null,
      openFrom: 0,
    });
    await say(store, seat, 'old', { at: NOW - 31 * DAY });
    const old = await sendFile(store, seat, 'old file', NOW - 31 * DAY);
    await say(store, seat, 'new', { at: NOW - 29 * DAY });
    const left = async () => (await store.chat.page(reader(room), null, 10)).messages.length;
    const file = async () => (await store.files.read(reader(room), old.file?.id ?? '')) !== null;
    return { room, left, file };
  }

  it('goes by its days, in a room that somebody is in too', async () => {
    const store = await openTestStore();
    const month = await roomWith(store, 'month', { days: 30 });
    const year = await roomWith(store, 'year', { days: 365 });
    const meeting = await roomWith(store, 'meeting', 'meeting');
    await store.chat.sweep(NOW, NOW);
    expect([await month.left(), await year.left(), await meeting.left()]).toEqual([1, 3, 3]);
    expect([await month.file(), await year.file()]).toEqual([false, true]);
  });

  it('goes with the log of what was done, which is short in every room', async () => {
    const store = await openTestStore();
    const [month, meeting] = [
      await roomWith(store, 'month', { days: 30 }),
      await roomWith(store, 'meeting', 'meeting'),
    ];
    const line = (days: number) => ({
      id: randomUUID(),
      at: NOW - days * DAY,
      ...MUTED_ALL,
    });
    const [old, recent] = [line(31), line(29)];
    for (const { room } of [month, meeting]) {
      await store.rooms.saveAct(room, old);
      await store.rooms.saveAct(room, recent);
    }
    await store.chat.sweep(NOW, NOW);
    const logOf = async ({ room }: typeof month) => (await store.rooms.load(room))?.log.map(({ id }) => id);
    expect(await logOf(month)).toEqual([recent.id]);
    expect(await logOf(meeting)).toEqual([old.id, recent.id]);
    const next = line(1);
    await store.rooms.saveAct(meeting.room, next, [old.id]);
    expect(await logOf(meeting)).toEqual([recent.id, next.id]);
  });

  it('keeps a room for its days, and ends it after the last message', async () => {
    const store = await openTestStore();
    const { room, left } = await roomWith(store, 'month', { days: 30 });
    await store.rooms.saveEmptySince(room, NOW - 2 * DAY);
    expect(await store.rooms.endMeetings(NOW - DAY, NOW - DAY)).toEqual([]);
    expect(await left()).toBe(3);
    await store.chat.sweep(NOW + 30 * DAY, NOW);
    expect(await store.rooms.endMeetings(NOW - DAY, NOW - DAY)).toEqual([room]);
  });

  it('outlives a meeting that a host ends in a room that is somebody’s, and what guards it does too', async () => {
    const store = await openTestStore();
    await store.owned.make(newOwnedRoom({ room: RoomId.parse('month'), keptUntil: 2 * NOW }));
    const { room, left } = await roomWith(store, 'month', { days: 30 });
    const other = await roomWith(store, 'meeting', 'meeting');
    await store.rooms.saveAct(room, { id: randomUUID(), at: 1, ...MUTED_ALL });
    await store.rooms.endMeeting(room);
    await store.rooms.endMeeting(other.room);
    expect([await left(), await other.left()]).toEqual([3, 0]);
    const stored = await store.rooms.load(room);
    expect(stored).toMatchObject({ settings: settings({ days: 30 }), seats: [], log: [], chatSequence: 3 });
    expect(stored?.meeting).not.toBe('m');
  });

  it('ends with the meeting in a room that is nobody’s: the next who comes is its host', async () => {
    const store = await openTestStore();
    const { room, left, file } = await roomWith(store, 'month', { days: 30 });
    await store.rooms.endMeeting(room);
    expect([await left(), await file()]).toEqual([0, false]);
    expect(await store.rooms.load(room)).toBeNull();
  });

  it('goes with the last one where none is kept', async () => {
    const store = await openTestStore();
    const quiet = await roomWith(store, 'quiet', 'none');
    const busy = await roomWith(store, 'busy', 'none');
    await store.rooms.saveEmptySince(quiet.room, 1_000);
    await store.chat.sweep(NOW, 1_000);
    expect(await quiet.left()).toBe(3);
    await store.chat.sweep(NOW, 1_001);
    expect([await quiet.left(), await quiet.file()]).toEqual([0, false]);
    expect(await busy.left()).toBe(3);
    await store.chat.clear(busy.room, 2);
    expect([await busy.left(), await busy.file()]).toEqual([1, false]);
  });
});
