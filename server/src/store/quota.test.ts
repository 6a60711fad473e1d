import { RoomId } from '@hangouts/protocol';
import { expect, it } from 'vitest';
import { Quota } from './quota.js';

const [lounge, garden] = [RoomId.parse('lounge'), RoomId.parse('garden')];

it('fills a room, then the server, and has space again for what goes', () => {
  const quota = new Quota({ room: 100, server: 150, smallest: 1 });
  quota.count(lounge, null, 60);
  quota.count(lounge, null, 40);
  expect(() => quota.assertSpace(lounge, null, 1)).toThrow('files-room-full');
  expect(() => quota.assertSpace(garden, null, 51)).toThrow('files-server-full');
  quota.count(garden, null, 50);
  quota.count(lounge, 40, null);
  quota.assertSpace(lounge, null, 40);
  quota.count(lounge, null, 39);
  expect(() => quota.assertSpace(garden, 50, 52)).toThrow('files-server-full');
  quota.assertSpace(garden, 50, 51);
});

it('holds nothing for what is only asked about', () => {
  const quota = new Quota({ room: 100, server: 100, smallest: 1 });
  for (let time = 0; time < 3; time += 1) quota.assertSpace(lounge, null, 100);
  quota.count(garden, null, 100);
  expect(() => quota.assertSpace(lounge, null, 1)).toThrow('files-server-full');
});

it('counts a small file for what it takes on the disk', () => {
  const quota = new Quota({ room: 100, server: 1_000, smallest: 50 });
  quota.count(lounge, null, 0);
  quota.count(lounge, 0, 50);
  quota.count(lounge, null, 1);
  expect(() => quota.assertSpace(lounge, null, 1)).toThrow('files-room-full');
  quota.count(lounge, 1, null);
  quota.assertSpace(lounge, null, 50);
});

it('counts what is there already, above the limit too', () => {
  const quota = new Quota({ room: 100, server: 1_000, smallest: 1 });
  quota.count(lounge, null, 200);
  expect(() => quota.assertSpace(lounge, null, 1)).toThrow('files-room-full');
});
