import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Connection, type SocketHandlers, type SocketPort } from './connection.js';
import { SessionError } from './error.js';
import { message, person } from './fixture.js';

class FakeSocket implements SocketPort {
  connected = false;
  opened = 0;
  closed = 0;
  dropped = 0;
  readonly sent: { event: string; answer: (answer: unknown) => void }[] = [];
  readonly handlers: SocketHandlers;

  constructor(handlers: SocketHandlers) {
    this.handlers = handlers;
  }
  open(): void {
    this.opened += 1;
  }
  close(): void {
    this.closed += 1;
    this.connected = false;
  }
  drop(): void {
    this.dropped += 1;
    this.connected = false;
    this.handlers.down(false);
  }
  send(event: string, _payload: unknown, _limit: number, answer: (answer: unknown) => void): void {
    this.sent.push({ event, answer });
  }
  up(recovered = false): void {
    this.connected = true;
    this.handlers.up(recovered);
  }
}

function connect() {
  const sockets: FakeSocket[] = [];
  const log: string[] = [];
  const connection = new Connection(
    (handlers) => {
      const made = new FakeSocket(handlers);
      sockets.push(made);
      return made;
    },
    {
      up: (recovered) => log.push(recovered ? 'recovered' : 'up'),
      down: () => log.push('down'),
      lapsed: () => log.push('lapsed'),
      refused: ({ code }) => log.push(`refused ${code}`),
    },
  );
  const [socket] = sockets;
  if (socket === undefined) throw new Error('no socket was made');
  connection.open();
  return { connection, socket, log };
}

const refusal = (code: string, retryAfter?: number) => ({
  ok: false,
  error: { code, message: 'words', retryAfter },
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('asking', () => {
  it('gives the answer', async () => {
    const { connection, socket } = connect();
    socket.up();
    const asked = connection.request('chat:history', { before: 5 });
    socket.sent[0]?.answer({ ok: true, data: { messages: [], more: false } });
    await expect(asked).resolves.toEqual({ messages: [], more: false });
  });

  it.each([
    ['the server’s code', refusal('not-permitted'), 'not-permitted'],
    ['a code of a later version', refusal('brand-new'), 'internal'],
    ['no answer', undefined, 'offline'],
    ['nonsense', 'yes', 'offline'],
  ])('rejects with %s', async (_, answer, code) => {
    const { connection, socket } = connect();
    socket.up();
    const asked = connection.request('people:remove', { participant: person(1).id });
    socket.sent[0]?.answer(answer);
    await expect(asked).rejects.toMatchObject({ name: 'SessionError', code });
  });

  it('sends nothing without a line', async () => {
    const { connection, socket } = connect();
    await expect(connection.request('leave', {})).rejects.toEqual(new SessionError('offline'));
    expect(socket.sent).toEqual([]);
  });

  it('waits as long as the server says, and asks again', async () => {
    const { connection, socket } = connect();
    socket.up();
    const asked = connection.request('leave', {});
    socket.sent[0]?.answer(refusal('rate-limited', 4_000));
    await vi.advanceTimersByTimeAsync(3_999);
    expect(socket.sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    socket.sent[1]?.answer({ ok: true, data: {} });
    await expect(asked).resolves.toEqual({});
  });

  it('says so at once where the server says to wait for long', async () => {
    const { connection, socket } = connect();
    socket.up();
    const asked = connection.request('leave', {});
    socket.sent[0]?.answer(refusal('rate-limited', 600_000));
    await expect(asked).rejects.toMatchObject({ code: 'rate-limited', retryAfter: 600_000 });
  });

  it('tells that the seat has lapsed', async () => {
    const { connection, socket, log } = connect();
    socket.up();
    const asked = connection.request('chat:history', { before: 5 });
    socket.sent[0]?.answer(refusal('not-in-room'));
    await expect(asked).rejects.toMatchObject({ code: 'not-in-room' });
    expect(log).toEqual(['up', 'lapsed']);
  });
});

describe('notices', () => {
  it('come as they are, known ones only', () => {
    const { connection, socket } = connect();
    const heard: string[] = [];
    connection.subscribe(({ name }) => heard.push(name));
    socket.handlers.message('chat:message', message(1));
    socket.handlers.message('of-a-later-version', {});
    expect(heard).toEqual(['chat:message']);
  });

  it('wait while a join is on its way, and come after its answer has been taken in', () => {
    const { connection, socket } = connect();
    socket.up();
    const heard: string[] = [];
    connection.subscribe(({ name }) => heard.push(name));
    connection.ask('media:open', { rtpCapabilities: { codecs: [], headerExtensions: [] } }, () =>
      heard.push('answer'),
    );
    socket.handlers.message('media:consumer', {});
    socket.handlers.message('chat:message', message(1));
    expect(heard).toEqual([]);
    socket.sent[0]?.answer({ ok: true, data: {} });
    expect(heard).toEqual(['answer', 'media:consumer', 'chat:message']);
  });
});

describe('the line', () => {
  it('is told up, recovered and down', () => {
    const { socket, log } = connect();
    socket.up();
    socket.handlers.down(false);
    socket.up(true);
    expect(log).toEqual(['up', 'down', 'recovered']);
  });

  it('is opened again where the server closed it', async () => {
    const { socket } = connect();
    socket.up();
    socket.handlers.down(true);
    expect(socket.opened).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(socket.opened).toBe(2);
  });

  it.each([
    ['protocol-version', ['refused protocol-version'], 1],
    ['internal', [], 2],
    [undefined, [], 2],
  ])('refused with %s', async (code, told, opened) => {
    const { socket, log } = connect();
    socket.handlers.refused(code);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(log).toEqual(told);
    expect(socket.opened).toBe(opened);
  });

  it('says nothing more once it is closed, and can be opened again', () => {
    const { connection, socket, log } = connect();
    socket.up();
    connection.close();
    socket.handlers.down(true);
    expect(log).toEqual(['up']);
    connection.open();
    socket.up();
    expect(log).toEqual(['up', 'up']);
  });
});

describe('a line in doubt', () => {
  it('is kept where it answers', () => {
    const { connection, socket } = connect();
    socket.up();
    connection.check();
    connection.check();
    expect(socket.sent.map(({ event }) => event)).toEqual(['line:check']);
    socket.sent[0]?.answer({ ok: true, data: {} });
    expect(socket.dropped).toBe(0);
  });

  it('is given up for another where it does not', () => {
    const { connection, socket, log } = connect();
    socket.up();
    connection.check();
    socket.sent[0]?.answer(undefined);
    expect(socket.dropped).toBe(1);
    expect(log).toEqual(['up', 'down']);
  });

  it('that is lost already is left to the socket', () => {
    const { connection, socket } = connect();
    socket.up();
    connection.check();
    socket.connected = false;
    socket.sent[0]?.answer(undefined);
    connection.check();
    expect(socket.dropped).toBe(0);
  });
});
