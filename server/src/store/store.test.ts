import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Libsql from 'libsql';
import { expect, it } from 'vitest';
import { StartError } from '../start-error.js';
import { lounge, newFolder, newMessage, newSeat, openTestStore, reader } from './fixtures/store.js';

it('is made in a folder that need not be there, and opens again', async () => {
  const dataDir = join(await newFolder(), 'a', 'b');
  const store = await openTestStore({ dataDir });
  await store.chat.append(lounge, newMessage(newSeat(), 'hello'));
  await store.close();
  const again = await openTestStore({ dataDir });
  expect((await again.chat.page(reader(), null, 10)).messages).toHaveLength(1);
  await again.check();
});

it('names the folder where it cannot be used', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'file'), '');
  await expect(openTestStore({ dataDir: join(folder, 'file', 'data') })).rejects.toThrow(
    /^DATA_DIR is ".*ENOTDIR/,
  );
});

it('says so where the database is no database', async () => {
  const dataDir = await newFolder();
  await writeFile(join(dataDir, 'hangouts.db'), 'This is a letter, not a database. '.repeat(100));
  const opening = openTestStore({ dataDir });
  await expect(opening).rejects.toThrow(StartError);
  await expect(opening).rejects.toThrow(/^DATA_DIR is ".*cannot be opened/);
});

it('says so where a newer version wrote the database', async () => {
  const dataDir = await newFolder();
  await (await openTestStore({ dataDir })).close();
  const database = new Libsql(join(dataDir, 'hangouts.db'));
  database.exec("INSERT INTO kysely_migration VALUES ('9999-future', '2099-01-01T00:00:00.000Z')");
  database.close();
  await expect(openTestStore({ dataDir })).rejects.toThrow(/newer version/);
});

it('keeps a second server out of the folder while the first one runs', async () => {
  const dataDir = await newFolder();
  const store = await openTestStore({ dataDir });
  await expect(openTestStore({ dataDir })).rejects.toThrow(/another server is using that folder/);
  await store.close();
  await openTestStore({ dataDir });
});

it('lets nobody else read it, wherever the folder is', async () => {
  const dataDir = await newFolder();
  await chmod(dataDir, 0o755);
  const store = await openTestStore({ dataDir });
  await store.chat.append(lounge, newMessage(newSeat(), 'hello'));
  for (const name of await readdir(dataDir)) {
    expect([name, (await stat(join(dataDir, name))).mode & 0o077]).toEqual([name, 0]);
  }
});

it('fails its check once it is broken', async () => {
  const store = await openTestStore();
  await store.check();
  await store.close();
  await expect(store.check()).rejects.toThrow();
});
