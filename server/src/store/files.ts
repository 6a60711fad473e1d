import { randomBytes } from 'node:crypto';
import { ParticipantId, RoomId, type ChatFile } from '@hangouts/protocol';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { ChatReader, Draft, FileStore, UploadRequest, UploadState } from '../rooms/chat-port.js';
import type { SeatRef } from '../rooms/identity-port.js';
import { Refusal } from '../rooms/refusal.js';
import type { Disk } from './disk.js';
import { KeyedQueue } from './keyed-queue.js';
import { HEAD_LENGTH, imageType } from './magic.js';
import { Quota, type QuotaLimits } from './quota.js';
import { ensureRoom } from './rooms.js';
import type { FileRow, Schema } from './schema.js';

export interface FileLimits extends QuotaLimits {
  /** How many unfinished uploads a participant may have. */
  uploads: number;
  /** How long an unfinished upload is kept after its last chunk, in milliseconds. */
  abandonedAfter: number;
}

export const FILE_LIMITS: FileLimits = {
  room: 200_000_000,
  server: 2_000_000_000,
  smallest: 4_096,
  uploads: 3,
  abandonedAfter: 3_600_000,
};

interface Upload {
  id: string;
  seat: SeatRef;
  upload: string;
  name: string;
  size: number;
  draft: Draft;
  /** Bytes that are on the disk. */
  received: number;
  /** Bytes that it is counted for: those, and what is being written. */
  counted: number;
  /** When its last message came, in milliseconds since the epoch. */
  touched: number;
}

const StoredDraft = z.object({
  text: z.string(),
  to: ParticipantId.optional(),
  replyTo: z.number().optional(),
  mentions: z.array(ParticipantId).optional(),
});

const BYTES_IN_ID = 20;

/**
 * Files of the chat: a row in the database and the bytes on the disk. The row is written before the bytes, so
 * bytes without a row are nobody's; how far an unfinished upload has come is the length of its bytes, so a
 * chunk costs no write to the database and an upload goes on after a restart.
 */
export class Files implements FileStore {
  readonly #database: Kysely<Schema>;
  readonly #disk: Disk;
  readonly #limits: FileLimits;
  readonly #now: () => number;
  readonly #quota: Quota;
  readonly #queue = new KeyedQueue();
  /** The unfinished ones. */
  readonly #uploads = new Map<string, Upload>();

  constructor(database: Kysely<Schema>, disk: Disk, limits: FileLimits, now: () => number) {
    this.#database = database;
    this.#disk = disk;
    this.#limits = limits;
    this.#now = now;
    this.#quota = new Quota(limits);
  }

  /** Takes up what an earlier run left: counts files, goes on with uploads, removes what belongs to nobody. */
  async start(): Promise<void> {
    const orphans = new Set(await this.#disk.list());
    const lost: string[] = [];
    for (const row of await this.#database.selectFrom('files').selectAll().execute()) {
      if (!orphans.delete(row.id)) {
        lost.push(row.id);
        continue;
      }
      if (row.whole === 1) {
        this.#quota.count(RoomId.parse(row.room), null, row.size);
        continue;
      }
      const upload = this.#uploadOf(row, (await this.#disk.size(row.id)) ?? 0);
      this.#quota.count(upload.seat.room, null, upload.counted);
      this.#uploads.set(keyOf(upload.seat, upload.upload), upload);
    }
    for (const id of lost) await this.#database.deleteFrom('files').where('id', '=', id).execute();
    for (const id of orphans) await this.#disk.remove(id);
  }

  begin(seat: SeatRef, request: UploadRequest): Promise<UploadState> {
    const key = keyOf(seat, request.upload);
    return this.#queue.run(key, async () => {
      const open = this.#uploads.get(key);
      if (open !== undefined) {
        if (open.size !== request.size) throw new Refusal('invalid');
        this.#quota.assertSpace(seat.room, open.counted, open.size);
        return this.#progress(open);
      }
      const whole = await this.#findWhole(seat, request.upload);
      if (whole !== null) return { offset: whole.file.size, whole };
      return this.#make(key, seat, request);
    });
  }

  write(seat: SeatRef, name: string, offset: number, data: Uint8Array): Promise<UploadState> {
    const key = keyOf(seat, name);
    return this.#queue.run(key, async () => {
      const end = offset + data.byteLength;
      const upload = this.#uploads.get(key);
      if (upload === undefined) {
        const whole = await this.#findWhole(seat, name);
        if (whole === null) throw new Refusal('not-found');
        if (end > whole.file.size) throw new Refusal('file-offset');
        return { offset: whole.file.size, whole };
      }
      if (end > upload.received) {
        if (offset !== upload.received || end > upload.size) throw new Refusal('file-offset');
        this.#grow(upload, end);
        await this.#disk.write(upload.id, offset, data);
        upload.received = end;
      }
      return this.#progress(upload);
    });
  }

  async cancel(seat: SeatRef, upload: string): Promise<void> {
    await this.#discard(keyOf(seat, upload));
  }

  async drop(seat: SeatRef): Promise<void> {
    await this.#discardWhere((upload) => sameSeat(upload.seat, seat));
  }

  /** Drops unfinished uploads of which nothing was heard for too long. */
  async expire(): Promise<void> {
    const before = this.#now() - this.#limits.abandonedAfter;
    await this.#discardWhere((upload) => upload.touched < before);
  }

  async remove({ room, participant }: SeatRef, fileId: string): Promise<void> {
    const rows = await this.#database
      .deleteFrom('files')
      .where('id', '=', fileId)
      .where('room', '=', room)
      .where('participant', '=', participant)
      .where('whole', '=', 1)
      .where('sequence', 'is', null)
      .returningAll()
      .execute();
    await this.forget(rows);
  }

  async read({ room, participant, after }: ChatReader, fileId: string): ReturnType<FileStore['read']> {
    const row = await this.#database
      .selectFrom('files')
      .selectAll()
      .where('id', '=', fileId)
      .where('room', '=', room)
      .where('sequence', '>', after)
      .where((one) =>
        one.or([
          one('recipient', 'is', null),
          one('recipient', '=', participant),
          one('participant', '=', participant),
        ]),
      )
      .executeTakeFirst();
    if (row === undefined) return null;
    const content = await this.#disk.read(row.id, row.size);
    return content && { file: fileOf(row), content };
  }

  /** Removes what is left of files whose rows went with their meeting. */
  async forget(files: readonly FileRow[]): Promise<void> {
    for (const row of files) {
      const key = keyOf(seatOf(row), row.upload);
      const open = this.#uploads.get(key);
      // Begun anew under the same name meanwhile, it is another.
      if (open?.id === row.id) this.#uncount(key, open);
      else if (row.whole === 1) this.#quota.count(RoomId.parse(row.room), row.size, null);
      await this.#disk.remove(row.id);
    }
  }

  async #make(
    key: string,
    seat: SeatRef,
    { upload, name, size, draft }: UploadRequest,
  ): Promise<UploadState> {
    const mine = [...this.#uploads.values()].filter((other) => sameSeat(other.seat, seat));
    if (mine.length >= this.#limits.uploads) throw new Refusal('files-busy');
    this.#quota.assertSpace(seat.room, null, size);
    const id = randomBytes(BYTES_IN_ID).toString('hex');
    const touched = this.#now();
    const empty = { received: 0, counted: 0, touched };
    const made: Upload = { id, seat: { ...seat }, upload, name, size, draft, ...empty };
    this.#uploads.set(key, made);
    this.#quota.count(seat.room, null, made.counted);
    try {
      const { room, participant } = seat;
      await this.#database.transaction().execute(async (transaction) => {
        await ensureRoom(transaction, room);
        const row = {
          id,
          room,
          participant,
          upload,
          name,
          size,
          type: '',
          image: 0,
          whole: 0,
          recipient: draft.to ?? null,
          draft: JSON.stringify(draft),
          sequence: null,
        };
        await transaction.insertInto('files').values(row).execute();
      });
      await this.#disk.create(id);
      // The meeting may have ended meanwhile.
      if (this.#uploads.get(key) !== made) throw new Refusal('not-found');
    } catch (error) {
      await this.#remove(key, made);
      throw error;
    }
    return { offset: 0, whole: null };
  }

  /** How far an upload has come; finishes it where every byte is there. */
  async #progress(upload: Upload): Promise<UploadState> {
    upload.touched = this.#now();
    if (upload.received < upload.size) return { offset: upload.received, whole: null };
    const type = imageType(await this.#disk.finish(upload.id, HEAD_LENGTH));
    const served = { type: type ?? 'application/octet-stream', image: type === null ? 0 : 1 };
    const { numUpdatedRows } = await this.#database
      .updateTable('files')
      .set({ ...served, whole: 1 })
      .where('id', '=', upload.id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Refusal('not-found');
    this.#uploads.delete(keyOf(upload.seat, upload.upload));
    return { offset: upload.size, whole: { file: fileOf({ ...upload, ...served }), draft: upload.draft } };
  }

  async #findWhole({ room, participant }: SeatRef, upload: string): Promise<UploadState['whole']> {
    const row = await this.#database
      .selectFrom('files')
      .selectAll()
      .where('room', '=', room)
      .where('participant', '=', participant)
      .where('upload', '=', upload)
      .where('whole', '=', 1)
      .executeTakeFirst();
    return row === undefined ? null : { file: fileOf(row), draft: draftOf(row) };
  }

  async #discardWhere(applies: (upload: Upload) => boolean): Promise<void> {
    const keys = [...this.#uploads].filter(([, upload]) => applies(upload)).map(([key]) => key);
    await Promise.all(keys.map((key) => this.#discard(key)));
  }

  async #discard(key: string): Promise<void> {
    await this.#queue.run(key, async () => {
      const upload = this.#uploads.get(key);
      if (upload !== undefined) await this.#remove(key, upload);
    });
  }

  async #remove(key: string, upload: Upload): Promise<void> {
    this.#uncount(key, upload);
    await this.#database.deleteFrom('files').where('id', '=', upload.id).execute();
    await this.#disk.remove(upload.id);
  }

  /** Takes space for what is about to be written; a write that fails keeps it for the next, or until the upload goes. */
  #grow(upload: Upload, end: number): void {
    if (end <= upload.counted) return;
    const { room } = upload.seat;
    this.#quota.assertSpace(room, upload.counted, end);
    this.#quota.count(room, upload.counted, end);
    upload.counted = end;
  }

  /** Gives back the space of an upload that is not to be whole; one that is not there any more is passed over. */
  #uncount(key: string, upload: Upload): void {
    if (this.#uploads.get(key) !== upload) return;
    this.#uploads.delete(key);
    this.#quota.count(upload.seat.room, upload.counted, null);
  }

  #uploadOf(row: FileRow, onDisk: number): Upload {
    const { id, upload, name, size } = row;
    const received = Math.min(onDisk, size);
    return {
      id,
      seat: seatOf(row),
      upload,
      name,
      size,
      draft: draftOf(row),
      received,
      counted: received,
      touched: this.#now(),
    };
  }
}

/** What is to be said of a file; nothing of one from an earlier version. */
function draftOf({ draft }: FileRow): Draft {
  return draft === null ? { text: '' } : StoredDraft.parse(JSON.parse(draft));
}

function seatOf(row: { room: string; participant: string }): SeatRef {
  return { room: RoomId.parse(row.room), participant: ParticipantId.parse(row.participant) };
}

// A slug holds no slash and neither does a UUID, so no two uploads share a key.
function keyOf(seat: SeatRef, upload: string): string {
  return `${seat.room}/${seat.participant}/${upload}`;
}

function sameSeat(a: SeatRef, b: SeatRef): boolean {
  return a.room === b.room && a.participant === b.participant;
}

function fileOf({
  id,
  name,
  size,
  type,
  image,
}: Pick<FileRow, 'id' | 'name' | 'size' | 'type' | 'image'>): ChatFile {
  return { id, name, size, type, image: image === 1 };
}
