import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { RoomId, type ChatFile } from '@hangouts/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileStore } from '../rooms/chat-port.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { lounge, newFolder, newMessage, newSeat, openTestStore, reader } from './fixtures/store.js';
import type { Store } from './store.js';

const PNG = Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1');

const request = (size: number, upload: string = randomUUID()) => ({
  upload,
  name: 'a.bin',
  size,
  type: '',
  draft: { text: '' },
});

/** Uploads in chunks of a size and gives the file. */
async function send(files: FileStore, seat: SeatRef, data: Uint8Array, chunk = 64_000): Promise<ChatFile> {
  const asked = request(data.byteLength);
  let { offset, whole } = await files.begin(seat, asked);
  while (whole === null) {
    ({ offset, whole } = await files.write(
      seat,
      asked.upload,
      offset,
      data.subarray(offset, offset + chunk),
    ));
  }
  return whole.file;
}

/** What somebody in a room gets of a file once it is in the chat of the lounge. */
async function contentOf({ chat, files }: Store, file: ChatFile, room = lounge): Promise<Buffer | null> {
  await chat.append(lounge, newMessage(newSeat(), '', randomUUID(), { file }));
  const found = await files.read(reader(room), file.id);
  return found && buffer(found.content);
}

async function filesIn(dataDir: string): Promise<string[]> {
  const entries = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('an upload', () => {
  it('gives back what was sent, in chunks of any size', async () => {
    const store = await openTestStore();
    const { files } = store;
    const sizes = { minLength: 1, maxLength: 3_000 };
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(sizes), fc.integer({ min: 1, max: 1_000 }), async (data, chunk) => {
        const file = await send(files, newSeat(), data, chunk);
        expect(await contentOf(store, file)).toEqual(Buffer.from(data));
      }),
      { numRuns: 30 },
    );
  });

  it('passes over what stands already and refuses a gap', async () => {
    const store = await openTestStore();
    const { files } = store;
    const seat = newSeat();
    const asked = request(9);
    const write = (offset: number, text: string) =>
      files.write(seat, asked.upload, offset, Buffer.from(text));
    expect(await files.begin(seat, asked)).toEqual({ offset: 0, whole: null });
    await expect(write(3, 'def')).rejects.toThrow('file-offset');
    expect(await write(0, 'abc')).toEqual({ offset: 3, whole: null });
    expect(await write(0, 'abc')).toEqual({ offset: 3, whole: null });
    await expect(write(2, 'cde')).rejects.toThrow('file-offset');
    await expect(write(3, 'defghijk')).rejects.toThrow('file-offset');
    expect(await files.begin(seat, asked)).toEqual({ offset: 3, whole: null });
    await expect(files.begin(seat, { ...asked, size: 10 })).rejects.toThrow('invalid');
    const whole = await write(3, 'defghi');
    expect(whole).toEqual({
      offset: 9,
      whole: { file: expect.objectContaining({ name: 'a.bin', size: 9 }), draft: { text: '' } },
    });
    expect(await write(3, 'defghi')).toEqual(whole);
    expect(await files.begin(seat, asked)).toEqual(whole);
    await expect(write(9, 'j')).rejects.toThrow('file-offset');
  });

  it('takes chunks that come all at once', async () => {
    const store = await openTestStore();
    const { files } = store;
    const seat = newSeat();
    const data = randomBytes(500_000);
    const asked = request(data.byteLength);
    const states = [];
    const beginning = files.begin(seat, asked);
    for (let offset = 0; offset < data.byteLength; offset += 64_000) {
      states.push(files.write(seat, asked.upload, offset, data.subarray(offset, offset + 64_000)));
    }
    await beginning;
    const file = (await Promise.all(states)).at(-1)?.whole?.file;
    expect(file && (await contentOf(store, file))).toEqual(data);
  });

  it('is nobody else’s: another person or room has none of that name', async () => {
    const store = await openTestStore();
    const { files } = store;
    const seat = newSeat();
    const asked = request(5);
    await files.begin(seat, asked);
    const other = { ...seat, room: RoomId.parse('garden') };
    await expect(files.write(newSeat(), asked.upload, 0, Buffer.from('a'))).rejects.toThrow('not-found');
    await expect(files.write(other, asked.upload, 0, Buffer.from('a'))).rejects.toThrow('not-found');
  });

  it('goes on where it was after a restart', async () => {
    const dataDir = await newFolder();
    const seat = newSeat();
    const asked = request(6);
    const first = await openTestStore({ dataDir });
    await first.files.begin(seat, asked);
    await first.files.write(seat, asked.upload, 0, Buffer.from('abcd'));
    await first.close();
    const store = await openTestStore({ dataDir });
    const { files } = store;
    expect(await files.begin(seat, asked)).toEqual({ offset: 4, whole: null });
    const file = (await files.write(seat, asked.upload, 4, Buffer.from('ef'))).whole?.file;
    expect(file && (await contentOf(store, file))?.toString()).toBe('abcdef');
  });

  it('is finished after a restart where only the end was missing', async () => {
    const dataDir = await newFolder();
    const seat = newSeat();
    const asked = request(6);
    const first = await openTestStore({ dataDir });
    await first.files.begin(seat, asked);
    await first.close();
    const [name = ''] = await filesIn(dataDir);
    await writeFile(join(dataDir, 'files', name.slice(0, 2), name), 'abcdef');
    const store = await openTestStore({ dataDir });
    const { files } = store;
    expect((await files.begin(seat, asked)).whole?.file).toMatchObject({ size: 6 });
  });
});

describe('what a file is served as', () => {
  it('is an image where its bytes are one', async () => {
    const store = await openTestStore();
    const { files } = store;
    expect(await send(files, newSeat(), PNG, 3)).toMatchObject({ type: 'image/png', image: true });
  });

  it('is bytes, whatever its name and the page say', async () => {
    const store = await openTestStore();
    const { files } = store;
    const seat = newSeat();
    const asked = { upload: randomUUID(), name: 'a.png', size: 6, type: 'image/png', draft: { text: '' } };
    await files.begin(seat, asked);
    const file = (await files.write(seat, asked.upload, 0, Buffer.from('<html>'))).whole?.file;
    expect(file).toMatchObject({ type: 'application/octet-stream', image: false });
  });

  it('has an id that nobody guesses, and is found in its own room alone', async () => {
    const store = await openTestStore();
    const { files } = store;
    const file = await send(files, newSeat(), PNG);
    expect(file.id).toMatch(/^[0-9a-f]{40}$/);
    expect(await contentOf(store, file)).toEqual(PNG);
    expect(await files.read(reader(RoomId.parse('garden')), file.id)).toBeNull();
    expect(await files.read(reader(lounge), '../../secret')).toBeNull();
  });

  it('is nothing before it is whole', async () => {
    const dataDir = await newFolder();
    const store = await openTestStore({ dataDir });
    const { files } = store;
    const seat = newSeat();
    const asked = request(10);
    await files.begin(seat, asked);
    await files.write(seat, asked.upload, 0, Buffer.from('abc'));
    const [id = ''] = await filesIn(dataDir);
    expect(await files.read(reader(lounge), id)).toBeNull();
  });
});

describe('space', () => {
  const limits = { room: 100, server: 150, smallest: 1 };

  const lend = async (files: FileStore, seat: SeatRef, size: number, sent: number) => {
    const asked = request(size);
    await files.begin(seat, asked);
    if (sent > 0) await files.write(seat, asked.upload, 0, Buffer.alloc(sent));
    return asked;
  };

  it('is taken by what was sent, and given back when that is cancelled', async () => {
    const { files } = await openTestStore({ limits });
    const [ana, ben] = [newSeat(), newSeat(RoomId.parse('garden'))];
    const asked = await lend(files, ana, 81, 80);
    await expect(files.begin(newSeat(), request(21))).rejects.toThrow('files-room-full');
    await expect(files.begin(ben, request(71))).rejects.toThrow('files-server-full');
    await files.cancel(ana, asked.upload);
    await files.cancel(ana, asked.upload);
    await send(files, ben, Buffer.alloc(71));
    await files.begin(newSeat(), request(79));
  });

  it('is not taken by what is only announced, nor by a byte now and then', async () => {
    const { files } = await openTestStore({ limits: { room: 1_000, server: 1_500, smallest: 1 } });
    const garden = RoomId.parse('garden');
    for (let count = 0; count < 30; count += 1) await lend(files, newSeat(), 900, 0);
    for (let count = 0; count < 20; count += 1) await lend(files, newSeat(garden), 900, 1);
    await send(files, newSeat(), Buffer.alloc(970));
    await expect(files.begin(newSeat(), request(1))).rejects.toThrow('files-room-full');
  });

  it('that went to others on the way costs nothing of what is there', async () => {
    const { files } = await openTestStore({ limits });
    const [slow, quick] = [newSeat(), newSeat()];
    const asked = await lend(files, slow, 60, 50);
    const other = await lend(files, quick, 50, 49);
    await expect(files.write(slow, asked.upload, 50, Buffer.alloc(10))).rejects.toThrow('files-room-full');
    await expect(files.begin(slow, asked)).rejects.toThrow('files-room-full');
    await files.cancel(quick, other.upload);
    expect(await files.begin(slow, asked)).toEqual({ offset: 50, whole: null });
    const { whole } = await files.write(slow, asked.upload, 50, Buffer.alloc(10));
    expect(whole?.file.size).toBe(60);
  });

  it('is never handed out twice, however many send at once', async () => {
    const { files } = await openTestStore({ limits: { room: 1_000, smallest: 1 } });
    const sending = Array.from({ length: 30 }, () => send(files, newSeat(), Buffer.alloc(300)));
    const settled = await Promise.allSettled(sending);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it('is counted again after a restart, of what is half there for that half', async () => {
    const dataDir = await newFolder();
    const first = await openTestStore({ dataDir, limits });
    await send(first.files, newSeat(), Buffer.alloc(40));
    await lend(first.files, newSeat(), 60, 30);
    await first.close();
    const { files } = await openTestStore({ dataDir, limits });
    await expect(files.begin(newSeat(), request(31))).rejects.toThrow('files-room-full');
    await send(files, newSeat(), Buffer.alloc(30));
  });

  it('is there again once the meeting has ended', async () => {
    const dataDir = await newFolder();
    const { rooms, files } = await openTestStore({ dataDir, limits });
    const seat = newSeat();
    const asked = request(40);
    await send(files, seat, Buffer.alloc(50));
    await files.begin(seat, asked);
    await rooms.saveEmptySince(lounge, 1);
    expect(await rooms.endMeetings(2, 2)).toEqual([lounge]);
    expect(await filesIn(dataDir)).toEqual([]);
    await expect(files.write(seat, asked.upload, 0, Buffer.alloc(40))).rejects.toThrow('not-found');
    await send(files, newSeat(), Buffer.alloc(100));
  });
});

describe('uploads at once', () => {
  it('are three for a participant', async () => {
    const store = await openTestStore();
    const { files } = store;
    const seat = newSeat();
    const asked = request(5);
    await Promise.all([asked, request(5), request(5)].map((each) => files.begin(seat, each)));
    await expect(files.begin(seat, request(5))).rejects.toThrow('files-busy');
    await files.begin(newSeat(), request(5));
    await files.begin(seat, asked);
    await files.write(seat, asked.upload, 0, Buffer.alloc(5));
    await files.begin(seat, request(5));
  });

  it('go with their participant; what is whole stays', async () => {
    const dataDir = await newFolder();
    const store = await openTestStore({ dataDir });
    const { files } = store;
    const seat = newSeat();
    const whole = await send(files, seat, PNG);
    await files.begin(seat, request(5));
    await files.begin(seat, request(6));
    await files.drop(seat);
    expect(await filesIn(dataDir)).toEqual([whole.id]);
    expect(await contentOf(store, whole)).toEqual(PNG);
  });
});

describe('what is left over', () => {
  it('is removed at start: bytes without a row, rows without bytes', async () => {
    const dataDir = await newFolder();
    const first = await openTestStore({ dataDir, limits: { room: 100, smallest: 1 } });
    const kept = await send(first.files, newSeat(), Buffer.alloc(50));
    const lost = await send(first.files, newSeat(), Buffer.alloc(50));
    await first.close();
    await rm(join(dataDir, 'files', lost.id.slice(0, 2), lost.id));
    await mkdir(join(dataDir, 'files', 'ff'), { recursive: true });
    await writeFile(join(dataDir, 'files', 'ff', 'ff-orphan'), 'x');
    const store = await openTestStore({ dataDir, limits: { room: 100, smallest: 1 } });
    const { files } = store;
    expect(await filesIn(dataDir)).toEqual([kept.id]);
    expect(await contentOf(store, lost)).toBeNull();
    await send(files, newSeat(), Buffer.alloc(50));
  });

  it('by a power cut, shorter than it was, is not served', async () => {
    const dataDir = await newFolder();
    const store = await openTestStore({ dataDir });
    const { files } = store;
    const file = await send(files, newSeat(), PNG);
    await truncate(join(dataDir, 'files', file.id.slice(0, 2), file.id), 3);
    expect(await contentOf(store, file)).toBeNull();
  });

  it('of an abandoned upload goes in time', async () => {
    const dataDir = await newFolder();
    let now = 0;
    const store = await openTestStore({ dataDir, now: () => now, limits: { abandonedAfter: 1_000 } });
    const { files } = store;
    const seat = newSeat();
    const asked = request(5);
    await files.begin(seat, asked);
    await files.begin(newSeat(), request(5));
    now = 900;
    await files.write(seat, asked.upload, 0, Buffer.alloc(1));
    now = 1_500;
    await files.expire();
    expect(await filesIn(dataDir)).toHaveLength(1);
    expect((await files.write(seat, asked.upload, 1, Buffer.alloc(4))).whole?.file).toMatchObject({
      size: 5,
    });
  });
});

it('a disk that fails takes one upload with it, not the store', async () => {
  const dataDir = await newFolder();
  const { files, check } = await openTestStore({ dataDir });
  const seat = newSeat();
  const asked = request(5);
  await files.begin(seat, asked);
  await rm(join(dataDir, 'files'), { recursive: true });
  await writeFile(join(dataDir, 'files'), 'in the way');
  await expect(files.write(seat, asked.upload, 0, Buffer.alloc(5))).rejects.toThrow('ENOTDIR');
  await expect(files.begin(seat, request(5))).rejects.toThrow();
  await rm(join(dataDir, 'files'));
  await check();
  expect((await send(files, newSeat(), PNG)).image).toBe(true);
});
