import { describe, expect, it, vi } from 'vitest';
import { personId, rest } from '../fixture.js';
import { DirectFiles } from './direct-files.js';
import type { FileChannel } from './sending.js';
import type { Sink } from './sink.js';

const ANA = personId(1);
const BEN = personId(2);

/** One end of a data channel whose messages arrive in order, later; cut, nothing more arrives. */
class End extends EventTarget {
  readyState: RTCDataChannelState = 'open';
  binaryType: BinaryType = 'arraybuffer';
  other: End | null = null;
  /** Called before each message goes out. */
  onSend: (data: string | ArrayBuffer) => void = () => undefined;

  send(data: string | ArrayBuffer): void {
    if (this.readyState !== 'open') throw new DOMException('closed', 'InvalidStateError');
    this.onSend(data);
    const { other } = this;
    setTimeout(() => {
      if (other?.readyState === 'open') other.dispatchEvent(new MessageEvent('message', { data }));
    });
  }
}

function channel(): { ana: End; ben: End; cut(): void } {
  const ana = new End();
  const ben = new End();
  ana.other = ben;
  ben.other = ana;
  return {
    ana,
    ben,
    cut() {
      ana.readyState = 'closed';
      ben.readyState = 'closed';
    },
  };
}

/** Keeps bytes in memory; `room` bytes at most. */
function sinkOf(room: number): Sink {
  const parts: ArrayBuffer[] = [];
  let kept = 0;
  return {
    write(bytes) {
      kept += bytes.byteLength;
      if (kept > room) return Promise.reject(new DOMException('full', 'QuotaExceededError'));
      parts.push(bytes);
      return Promise.resolve();
    },
    finish: (type) => Promise.resolve(new Blob(parts, { type })),
    discard: () => Promise.resolve(),
  };
}

function pair({ room = Infinity, hasRoom = true, stuck = false } = {}) {
  const ana = new DirectFiles();
  const ben = new DirectFiles({
    openSink: () => {
      const sink = sinkOf(room);
      return Promise.resolve(stuck ? { ...sink, write: () => new Promise(() => undefined) } : sink);
    },
    hasRoomFor: () => Promise.resolve(hasRoom),
  });
  const connect = () => {
    const line = channel();
    ana.attach(BEN, line.ana as unknown as FileChannel);
    ben.attach(ANA, line.ben as unknown as FileChannel);
    return line;
  };
  const statusOf = (files: DirectFiles) => files.transfers.get()[0]?.status;
  const offered = async () => {
    await vi.waitUntil(() => statusOf(ben) === 'offered');
    return ben.transfers.get()[0]?.id ?? '';
  };
  return { ana, ben, connect, statusOf, offered };
}

function fileOf(size: number, name = 'notes.pdf'): File {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 1) bytes[at] = (at * 31) % 251;
  return new File([bytes], name, { type: 'application/pdf' });
}

async function sameBytes(one: Blob | null, other: Blob): Promise<boolean> {
  if (one === null) return false;
  const [left, right] = await Promise.all([one.arrayBuffer(), other.arrayBuffer()]);
  const bytes = new Uint8Array(right);
  return left.byteLength === right.byteLength && new Uint8Array(left).every((byte, at) => byte === bytes[at]);
}

describe('a file sent directly', () => {
  it.each([0, 1, 65_536, 9_000_000])('arrives whole: %i bytes', async (size) => {
    const { ana, ben, connect, statusOf, offered } = pair();
    connect();
    const file = fileOf(size);
    ana.send(file);
    const id = await offered();
    expect(await ben.accept(id)).toBe(true);
    await vi.waitUntil(() => statusOf(ana) === 'done' && statusOf(ben) === 'done');
    expect(await sameBytes(ben.content(id), file)).toBe(true);
    expect(ben.content(id)?.type).toBe('application/pdf');
    expect(ana.transfers.get()[0]?.moved).toBe(size);
  });

  it('moves nothing before it is accepted, nor after it is declined', async () => {
    const { ana, ben, connect, statusOf, offered } = pair();
    const line = connect();
    const binary: unknown[] = [];
    line.ana.onSend = (data) => {
      if (typeof data !== 'string') binary.push(data);
    };
    ana.send(fileOf(100));
    ben.decline(await offered());
    await vi.waitUntil(() => statusOf(ana) === 'declined');
    expect(binary).toEqual([]);
  });

  it('goes on where it stopped on the next channel', async () => {
    const { ana, ben, connect, statusOf, offered } = pair();
    const first = connect();
    const file = fileOf(3_000_000);
    let kept = 0;
    first.ben.onSend = (data) => {
      if (typeof data === 'string' && data.includes('"have"') && ++kept === 3) first.cut();
    };
    ana.send(file);
    const id = await offered();
    await ben.accept(id);
    await vi.waitUntil(() => kept === 3);
    ana.detach();
    ben.detach();
    expect([statusOf(ana), statusOf(ben)]).toEqual(['waiting', 'waiting']);

    const second = connect();
    let sent = 0;
    second.ana.onSend = (data) => {
      if (typeof data !== 'string') sent += data.byteLength;
    };
    await vi.waitUntil(() => statusOf(ana) === 'done' && statusOf(ben) === 'done');
    expect(await sameBytes(ben.content(id), file)).toBe(true);
    expect(sent).toBeLessThan(file.size);
  });

  it('keeps no more under way than the receiver keeps up with', async () => {
    const { ana, ben, connect, offered } = pair();
    const line = connect();
    let sent = 0;
    line.ana.onSend = (data) => {
      if (typeof data !== 'string') sent += data.byteLength;
    };
    line.ben.onSend = (data) => {
      // Nothing is told to have been kept.
      if (typeof data === 'string' && data.includes('"have"')) line.ben.other = null;
    };
    ana.send(fileOf(20_000_000));
    await ben.accept(await offered());
    await vi.waitUntil(() => sent >= 4 * 1024 * 1024);
    await rest();
    expect(sent).toBeLessThan(5 * 1024 * 1024);
  });

  it('fails in words at both ends where the receiver cannot keep it', async () => {
    const { ana, ben, connect, statusOf, offered } = pair({ room: 100_000 });
    connect();
    ana.send(fileOf(1_000_000));
    await ben.accept(await offered());
    await vi.waitUntil(() => statusOf(ana) === 'failed' && statusOf(ben) === 'failed');
  });

  it('is not accepted where there is no room for it', async () => {
    const { ana, ben, connect, statusOf, offered } = pair({ hasRoom: false });
    connect();
    ana.send(fileOf(100));
    expect(await ben.accept(await offered())).toBe(false);
    expect(statusOf(ben)).toBe('offered');
  });

  it.each(['sender', 'receiver'])('can be given up by the %s', async (who) => {
    const { ana, ben, connect, statusOf, offered } = pair();
    const line = connect();
    let told = false;
    line.ben.onSend = (data) => {
      if (told || typeof data !== 'string' || !data.includes('"have"')) return;
      told = true;
      (who === 'sender' ? ana : ben).cancel(id);
    };
    ana.send(fileOf(8_000_000));
    const id = await offered();
    await ben.accept(id);
    await vi.waitUntil(() => statusOf(ana) !== 'moving' && statusOf(ben) !== 'moving');
    expect(ben.content(id)).toBeNull();
  });

  it('fails where the other leaves, and cannot be offered without a path', async () => {
    const { ana, connect, statusOf } = pair();
    expect(() => ana.send(fileOf(1))).toThrow();
    connect();
    ana.send(fileOf(1));
    ana.left(BEN);
    expect(statusOf(ana)).toBe('failed');
    expect(ana.peer.get()).toBeNull();
  });
});

describe('a page that does not keep to it', () => {
  it.each([
    'not json',
    '{}',
    '{"say":"offer","id":"../x","name":"a","size":1}',
    '{"say":"offer","id":"a","name":"a","size":-1}',
    '{"say":"offer","id":"a","name":"a","size":1e99}',
    '{"say":"have","id":"nobody","offset":1}',
    'x'.repeat(10_000),
  ])('changes nothing by saying %s', async (text) => {
    const { ben, connect } = pair();
    const line = connect();
    line.ana.send(text);
    line.ana.send(new ArrayBuffer(10));
    await rest();
    await rest();
    expect(ben.transfers.get()).toEqual([]);
  });

  it('cannot send more than it announced', async () => {
    const { ben, connect, statusOf, offered } = pair();
    const line = connect();
    line.ana.send('{"say":"offer","id":"a","name":"a\\u202eb","size":10,"type":"text/html;x"}');
    await ben.accept(await offered());
    expect(ben.transfers.get()[0]?.name).toBe('file');
    line.ana.send('{"say":"from","id":"a","offset":0}');
    line.ana.send(new ArrayBuffer(11));
    await vi.waitUntil(() => statusOf(ben) === 'failed');
  });

  it('cannot offer without end', async () => {
    const { ben, connect } = pair();
    const line = connect();
    const refused: unknown[] = [];
    line.ben.onSend = (data) => void refused.push(data);
    for (let at = 0; at < 30; at += 1) line.ana.send(`{"say":"offer","id":"f${at}","name":"a","size":1}`);
    await vi.waitUntil(() => refused.length === 10);
    expect(ben.transfers.get()).toHaveLength(20);
  });

  it('cannot fill the list by offering and cancelling', async () => {
    const { ben, connect } = pair();
    const line = connect();
    for (let at = 0; at < 100; at += 1) {
      line.ana.send(`{"say":"offer","id":"f${at}","name":"a","size":1}`);
      line.ana.send(`{"say":"cancel","id":"f${at}"}`);
    }
    line.ana.send('{"say":"offer","id":"last","name":"a","size":1}');
    await vi.waitUntil(() => ben.transfers.get().at(-1)?.id === 'last');
    expect(ben.transfers.get()).toHaveLength(20);
  });

  it('cannot have a file sent faster than it keeps it by saying that it has', async () => {
    const { ana, connect, statusOf } = pair();
    const line = connect();
    const size = 20_000_000;
    let sent = 0;
    line.ana.onSend = (data) => {
      if (typeof data !== 'string') sent += data.byteLength;
    };
    ana.send(fileOf(size));
    const id = ana.transfers.get()[0]?.id ?? '';
    line.ben.send(JSON.stringify({ say: 'accept', id, offset: 0 }));
    line.ben.send(JSON.stringify({ say: 'have', id, offset: size - 1 }));
    await vi.waitUntil(() => sent >= 4 * 1024 * 1024);
    for (let turn = 0; turn < 20; turn += 1) await rest();
    expect(sent).toBeLessThan(5 * 1024 * 1024);
    expect(statusOf(ana)).toBe('moving');
  });

  it('cannot send faster than its bytes are kept', async () => {
    const { ben, connect, statusOf, offered } = pair({ stuck: true });
    const line = connect();
    line.ana.send('{"say":"offer","id":"a","name":"a","size":1000000000}');
    await ben.accept(await offered());
    line.ana.send('{"say":"from","id":"a","offset":0}');
    for (let piece = 0; piece < 300; piece += 1) line.ana.send(new ArrayBuffer(1));
    await vi.waitUntil(() => statusOf(ben) === 'failed');
  });
});
