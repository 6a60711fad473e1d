import { RoomId } from '@hangouts/protocol';
import { expect, it } from 'vitest';
import { Quota } from './quota.js';

const [lounge, garden] = [RoomId.parse('lounge'), RoomId.parse('garden')];

it('fills a room, then the server, and has space again for what goes', () => {
  const quota = new Quota({ room: 100, server: 150, smallest: 1 });
  quota.reserve(lounge, 60);
  quota.reserve(lounge, 40);
  expect(() => quota.reserve(lounge, 1)).toThrow('files-room-full');
  expect(() => quota.reserve(garden, 51)).toThrow('files-server-full');
  quota.reserve(garden, 50);
  quota.release(lounge, 40);
  quota.reserve(lounge, 39);
  expect(() => quota.reserve(garden, 2)).toThrow('files-server-full');
});

it('counts a small file for what it takes on the disk', () => {
  const quota = new Quota({ room: 100, server: 1_000, smallest: 50 });
  quota.reserve(lounge, 1);
  quota.reserve(lounge, 1);
  expect(() => quota.reserve(lounge, 1)).toThrow('files-room-full');
});

it('counts what is there already, above the limit too', () => {
  const quota = new Quota({ room: 100, server: 1_000, smallest: 1 });
  quota.occupy(lounge, 200);
  expect(() => quota.reserve(lounge, 1)).toThrow('files-room-full');
});
