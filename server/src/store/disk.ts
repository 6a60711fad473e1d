import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Refusal } from '../rooms/refusal.js';

/**
 * The bytes of files, each under its id, in 256 folders so that none gets long. Where the disk is full,
 * methods throw the refusal `files-server-full`; other faults of the disk are thrown as they come.
 */
export class Disk {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Makes an empty file. */
  async create(id: string): Promise<void> {
    await mkdir(this.#folder(id), { recursive: true, mode: 0o700 });
    await this.#with(id, 'wx', () => Promise.resolve());
  }

  /** Writes at an offset, in bytes. A write that fails half-way is mended by writing the same again. */
  async write(id: string, offset: number, data: Uint8Array): Promise<void> {
    await this.#with(id, 'r+', async (file) => {
      let written = 0;
      while (written < data.byteLength) {
        const part = await file.write(data, written, data.byteLength - written, offset + written);
        written += part.bytesWritten;
      }
    });
  }

  /** Waits until the disk holds a file, and gives its first bytes. */
  async finish(id: string, headLength: number): Promise<Uint8Array> {
    return this.#with(id, 'r+', async (file) => {
      await file.sync();
      const { buffer, bytesRead } = await file.read(new Uint8Array(headLength), 0, headLength, 0);
      return buffer.subarray(0, bytesRead);
    });
  }

  /** The size in bytes, or null where there is no such file. */
  async size(id: string): Promise<number | null> {
    try {
      return (await stat(this.#path(id))).size;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** A stream of a file that has exactly `size` bytes, or null. */
  async read(id: string, size: number): Promise<Readable | null> {
    try {
      const file = await open(this.#path(id), 'r');
      if ((await file.stat()).size === size) return file.createReadStream();
      await file.close();
      return null;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** Removes a file; one that is not there is passed over. */
  async remove(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
  }

  /** The ids of all files. */
  async list(): Promise<string[]> {
    await mkdir(this.#root, { recursive: true, mode: 0o700 });
    const folders = (await readdir(this.#root, { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    const ids = await Promise.all(folders.map((folder) => readdir(join(this.#root, folder.name))));
    return ids.flat();
  }

  async #with<Result>(id: string, flags: string, work: (file: OpenFile) => Promise<Result>): Promise<Result> {
    try {
      const file = await open(this.#path(id), flags, 0o600);
      try {
        return await work(file);
      } finally {
        await file.close();
      }
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOSPC' || code === 'EDQUOT') throw new Refusal('files-server-full');
      throw error;
    }
  }

  #folder(id: string): string {
    return join(this.#root, id.slice(0, 2));
  }

  #path(id: string): string {
    return join(this.#folder(id), id);
  }
}

type OpenFile = Awaited<ReturnType<typeof open>>;

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
