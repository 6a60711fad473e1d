/** Where the bytes of a file that is being received are kept until it is whole. */
import { newId } from '../identity.js';

export interface Sink {
  /** Appends; rejects where there is no room for it. */
  write(bytes: ArrayBuffer): Promise<void>;
  /** Ends it and gives the whole. */
  finish(type: string): Promise<Blob>;
  /** Forgets what was kept. */
  discard(): Promise<void>;
}

const FOLDER = 'received';
const PAGE = `${FOLDER}-${newId()}`;

let folder: Promise<FileSystemDirectoryHandle | null> | null = null;

/**
 * Opens a place for one file: on disk in the page's own file system (WHATWG File System, "Origin private file
 * system"), so that its size is not bounded by memory; in memory where the browser has none.
 */
export async function openSink(id: string): Promise<Sink> {
  folder ??= openFolder();
  const opened = await folder;
  if (opened === null) return memorySink();
  try {
    return await diskSink(opened, `${PAGE}.${id}`);
  } catch {
    return memorySink();
  }
}

/** Whether the browser has room for this many bytes, as far as it says. */
export async function hasRoomFor(bytes: number): Promise<boolean> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined || quota - usage > bytes;
  } catch {
    return true;
  }
}

async function openFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage.getDirectory();
    const opened = await root.getDirectoryHandle(FOLDER, { create: true });
    await sweep(opened);
    return opened;
  } catch {
    return null;
  }
}

/** Takes away what pages left behind that are gone; a page that lives holds a lock of its name. */
async function sweep(opened: FileSystemDirectoryHandle): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    navigator.locks
      .request(PAGE, () => {
        resolve();
        // Held for as long as the page lives.
        return new Promise(() => undefined);
      })
      .catch(reject);
  });
  const { held = [] } = await navigator.locks.query();
  const living = new Set(held.map(({ name }) => name));
  for await (const name of opened.keys()) {
    if (!living.has(name.split('.')[0])) await opened.removeEntry(name).catch(() => undefined);
  }
}

async function diskSink(opened: FileSystemDirectoryHandle, name: string): Promise<Sink> {
  const handle = await opened.getFileHandle(name, { create: true });
  const writable = await handle.createWritable();
  return {
    write: (bytes) => writable.write(bytes),
    async finish(type) {
      await writable.close();
      // A slice takes the type that was announced; the bytes stay on disk.
      const file = await handle.getFile();
      return file.slice(0, file.size, type);
    },
    async discard() {
      await writable.abort().catch(() => undefined);
      await opened.removeEntry(name).catch(() => undefined);
    },
  };
}

function memorySink(): Sink {
  let parts: Blob[] = [];
  return {
    write(bytes) {
      parts.push(new Blob([bytes]));
      return Promise.resolve();
    },
    finish: (type) => Promise.resolve(new Blob(parts, { type })),
    discard() {
      parts = [];
      return Promise.resolve();
    },
  };
}
