import { CHUNK_SIZE, FILE_SIZE } from '@hangouts/protocol/limits';
import { describe, expect, it } from 'vitest';
import { SessionError } from './error.js';
import { FakeSignaling, message, rest } from './fixture.js';
import type { LocalAction } from './reducer.js';
import { plainType } from './upload.js';
import { Uploads } from './uploads.js';

const fileOf = (size: number, name = 'cat.png') =>
  new File([new Uint8Array(size)], name, { type: 'image/png' });

function open() {
  const signaling = new FakeSignaling();
  const actions: LocalAction[] = [];
  const uploads = new Uploads({ signaling, dispatch: (action) => actions.push(action) });
  const last = () => {
    const action = actions.at(-1);
    return action?.type === 'upload' ? action.upload : null;
  };
  return { signaling, actions, uploads, last };
}

const chunk = (asked: { payload: unknown }) => {
  const { offset, data } = asked.payload as { offset: number; data: Uint8Array };
  return [offset, data.byteLength];
};

it.each([
  [0, 'file-empty'],
  [FILE_SIZE + 1, 'file-too-big'],
])('a file of %i bytes is refused before it is sent', async (size, code) => {
  const { uploads, signaling } = open();
  await expect(uploads.send(fileOf(size))).rejects.toMatchObject({ code });
  expect(signaling.asked).toEqual([]);
});

it('goes in chunks, three in flight, and becomes a message', async () => {
  const { uploads, signaling, actions, last } = open();
  const sent = uploads.send(fileOf(3 * CHUNK_SIZE + 10));
  signaling.next('file:begin').answer({ offset: 0, message: null });
  await rest();
  expect(signaling.open.map(chunk)).toEqual([
    [0, CHUNK_SIZE],
    [CHUNK_SIZE, CHUNK_SIZE],
    [2 * CHUNK_SIZE, CHUNK_SIZE],
  ]);
  signaling.next('file:chunk').answer({ offset: CHUNK_SIZE, message: null });
  await rest();
  expect(last()?.sent).toBe(CHUNK_SIZE);
  expect(signaling.open.map(chunk).at(-1)).toEqual([3 * CHUNK_SIZE, 10]);
  signaling.next('file:chunk').answer({ offset: 2 * CHUNK_SIZE, message: null });
  signaling.next('file:chunk').answer({ offset: 3 * CHUNK_SIZE, message: null });
  signaling.next('file:chunk').answer({ offset: 3 * CHUNK_SIZE + 10, message: message(1) });
  await sent;
  expect(actions.at(-1)).toMatchObject({ type: 'upload-over', message: message(1) });
});

describe('after a gap', () => {
  it('goes on where the server has it', async () => {
    const { uploads, signaling, last } = open();
    void uploads.send(fileOf(2 * CHUNK_SIZE));
    signaling.next('file:begin').answer({ offset: 0, message: null });
    await rest();
    signaling.connected = false;
    for (const asked of signaling.open.splice(0)) asked.refuse(new SessionError('offline'));
    await rest();
    expect(last()).toMatchObject({ problem: 'offline' });
    signaling.connected = true;
    uploads.resume();
    expect(last()).toMatchObject({ problem: null });
    signaling.next('file:begin').answer({ offset: CHUNK_SIZE, message: null });
    await rest();
    expect(signaling.open.map(chunk)).toEqual([[CHUNK_SIZE, CHUNK_SIZE]]);
  });

  it('that swallowed only the last answer, is whole already', async () => {
    const { uploads, signaling, actions } = open();
    const sent = uploads.send(fileOf(10));
    signaling.next('file:begin').answer({ offset: 10, message: message(1) });
    await sent;
    expect(actions.at(-1)).toMatchObject({ type: 'upload-over', message: message(1) });
  });
});

it('finds its place again where the server has lost it, one chunk at a time', async () => {
  const { uploads, signaling } = open();
  void uploads.send(fileOf(3 * CHUNK_SIZE));
  signaling.next('file:begin').answer({ offset: 0, message: null });
  await rest();
  for (const asked of signaling.open.splice(0)) asked.refuse(new SessionError('file-offset'));
  await rest();
  signaling.next('file:begin').answer({ offset: CHUNK_SIZE, message: null });
  await rest();
  expect(signaling.open.map(chunk)).toEqual([[CHUNK_SIZE, CHUNK_SIZE]]);
});

it('three go at once, the fourth waits its turn', async () => {
  const { uploads, signaling } = open();
  for (const name of ['a', 'b', 'c', 'd']) void uploads.send(fileOf(10, name));
  expect(signaling.open).toHaveLength(3);
  signaling.next('file:begin').answer({ offset: 10, message: message(1) });
  await rest();
  expect(signaling.open.map(({ payload }) => payload)).toMatchObject([
    { name: 'b' },
    { name: 'c' },
    { name: 'd' },
  ]);
});

it('a refusal stands on the upload, which can go again or be cancelled', async () => {
  const { uploads, signaling, actions, last } = open();
  const sent = uploads.send(fileOf(10));
  signaling.next('file:begin').refuse(new SessionError('files-room-full'));
  await sent;
  const id = last()?.id ?? '';
  expect(last()).toMatchObject({ problem: 'files-room-full' });
  void uploads.retry(id);
  expect(signaling.next('file:begin').payload).toMatchObject({ upload: id });
  void uploads.cancel(id);
  expect(actions.at(-1)).toEqual({ type: 'upload-over', id, message: null });
  expect(signaling.next('file:cancel').payload).toEqual({ upload: id });
});

it.each([
  ['image/png', 'image/png'],
  ['text/plain;charset=utf-8', 'text/plain'],
  ['', ''],
  ['not a type', ''],
  [`x/${'y'.repeat(200)}`, ''],
])('the type %j is told as %j', (type, told) => {
  expect(plainType(type)).toBe(told);
});
