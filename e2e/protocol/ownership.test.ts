import { randomUUID } from 'node:crypto';
import type { DtlsParameters } from '@hangouts/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller, type SeatedWithMedia } from '../support/caller.js';
import { TestServer } from '../support/server.js';
import { microphone, picture } from '../support/tracks.js';

const FINGERPRINT: DtlsParameters = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }],
};

let server: TestServer;
let ana: SeatedWithMedia;
let ben: SeatedWithMedia;
/** In another room. */
let eve: SeatedWithMedia;
let anasProducer: string;

beforeAll(async () => {
  server = await TestServer.start();
  ana = await Caller.withMedia(server.url, 'their-room', 'Ana');
  ben = await Caller.withMedia(server.url, 'their-room', 'Ben');
  eve = await Caller.withMedia(server.url, 'other-room', 'Eve');
  ({ producer: anasProducer } = await ana.caller.get('media:produce', microphone(1_000)));
});

afterAll(() => server.stop());

describe("another person's objects", () => {
  it('are not there for anybody else', async () => {
    const consumer = await ben.caller.notice('media:consumer');
    for (const stranger of [ben, eve]) {
      const { caller } = stranger;
      const theirs = { producer: anasProducer };
      expect(await caller.refusal('media:pause', theirs)).toBe('not-found');
      expect(await caller.refusal('media:resume', theirs)).toBe('not-found');
      expect(await caller.refusal('media:close', theirs)).toBe('not-found');
      for (const transport of [ana.media.send.id, ana.media.receive.id]) {
        const connect = { transport, dtlsParameters: FINGERPRINT };
        expect(await caller.refusal('media:connect', connect)).toBe('not-found');
        expect(await caller.refusal('media:restart-ice', { transport })).toBe('not-found');
      }
    }
    // What is gone already is passed over, and so is what never was one's own.
    expect(await eve.caller.refusal('media:start', { consumers: [consumer.id] })).toBeNull();
    const tile = { participant: ana.joined.you, source: 'camera' as const, width: 640, height: 360 };
    expect(await eve.caller.refusal('view:tiles', { tiles: [tile] })).toBeNull();
    const [sources] = (await ben.caller.join('their-room', 'Ben')).participants.map((one) => one.sources);
    expect(sources).toEqual([{ source: 'microphone', paused: false }]);
  });

  it('stay unseen over the wall of a room', async () => {
    const { caller } = eve;
    expect(await caller.refusal('people:remove', { participant: ben.joined.you })).toBe('not-found');
    const change = { participant: ben.joined.you, role: 'host' as const };
    expect(await caller.refusal('people:role', change)).toBe('not-found');
    expect(await caller.refusal('people:remove', { participant: randomUUID() })).toBe('not-found');
  });

  it('cannot be had with a ticket of another room', async () => {
    const stranger = await Caller.connect(server.url);
    const joined = await stranger.join('other-room', 'Ana again', { ticket: ana.joined.ticket });
    expect(joined.you).not.toBe(ana.joined.you);
    expect(joined.participants.map(({ name }) => name)).toEqual(['Eve', 'Ana again']);
    stranger.leave();
  });

  it('cannot be had with a ticket that was tampered with', async () => {
    const [head, , signature] = ana.joined.ticket.split('.');
    const [, body] = eve.joined.ticket.split('.');
    for (const ticket of [`${head}.${body}.${signature}`, `${ana.joined.ticket}x`, 'a.b.c', 'null']) {
      const stranger = await Caller.connect(server.url);
      const joined = await stranger.join('their-room', 'Mallory', { ticket });
      expect([ana.joined.you, ben.joined.you, eve.joined.you]).not.toContain(joined.you);
      stranger.leave();
    }
  });
});

describe('out of order', () => {
  it('nothing of a room answers before joining', async () => {
    const early = await Caller.connect(server.url);
    const participant = ana.joined.you;
    expect(await early.refusal('leave', {})).toBe('not-in-room');
    expect(await early.refusal('line:check', {})).toBeNull();
    expect(await early.refusal('chat:send', { nonce: randomUUID(), text: 'hello' })).toBe('not-in-room');
    expect(await early.refusal('chat:history', { before: 10 })).toBe('not-in-room');
    expect(await early.refusal('media:produce', microphone(2_000))).toBe('not-in-room');
    expect(await early.refusal('media:pause', { producer: anasProducer })).toBe('not-in-room');
    const transport = ana.media.send.id;
    expect(await early.refusal('media:restart-ice', { transport })).toBe('not-in-room');
    expect(await early.refusal('media:start', { consumers: [anasProducer] })).toBe('not-in-room');
    expect(await early.refusal('view:tiles', { tiles: [] })).toBe('not-in-room');
    expect(await early.refusal('view:budget', { bitrate: 500_000 })).toBe('not-in-room');
    expect(await early.refusal('media:quality', {})).toBe('not-in-room');
    expect(await early.refusal('people:remove', { participant })).toBe('not-in-room');
    expect(await early.refusal('room:settings', { limit: 1 })).toBe('not-in-room');
    const upload = { upload: randomUUID(), name: 'a.txt', size: 1, type: 'text/plain' };
    expect(await early.refusal('file:begin', upload)).toBe('not-in-room');
    early.leave();
  });

  it('publishing before the media are open is refused', async () => {
    const { caller } = await Caller.joined(server.url, 'their-room', 'Cem');
    expect(await caller.refusal('media:produce', microphone(2_100))).toBe('not-found');
    expect(await caller.refusal('media:quality', {})).toBe('not-found');
    caller.leave();
  });

  it('a message for a room that was left is refused', async () => {
    const { caller } = await Caller.joined(server.url, 'their-room', 'Dora');
    expect(await caller.refusal('leave', {})).toBeNull();
    expect(await caller.refusal('leave', {})).toBe('not-in-room');
    expect(await caller.refusal('chat:history', { before: 10 })).toBe('not-in-room');
    caller.leave();
  });
});

describe('twice', () => {
  it('joining again is the same seat', async () => {
    const { caller, joined } = await Caller.joined(server.url, 'twice', 'Ana');
    const again = await caller.join('twice', 'Ana', { ticket: joined.ticket });
    expect(again.you).toBe(joined.you);
    expect(again.participants).toHaveLength(1);
    caller.leave();
  });

  it('joining another room leaves the first', async () => {
    const { caller, joined } = await Caller.joined(server.url, 'twice', 'Ana');
    const other = await Caller.joined(server.url, 'twice', 'Ben');
    await caller.join('twice-more', 'Ana');
    const left = await other.caller.notice('participant:left');
    expect(left).toEqual({ participant: joined.you, reason: 'left' });
    caller.leave();
    other.caller.leave();
  });

  it('publishing a source again replaces it', async () => {
    const { caller, joined } = await Caller.withMedia(server.url, 'twice', 'Ana');
    const first = await caller.get('media:produce', picture('camera', 3_000));
    const second = await caller.get('media:produce', picture('camera', 3_001));
    expect(await caller.refusal('media:close', first)).toBe('not-found');
    const view = await Caller.joined(server.url, 'twice', 'Ben');
    const seen = view.joined.participants.find(({ id }) => id === joined.you);
    expect(seen?.sources).toEqual([{ source: 'camera', paused: false }]);
    expect(await caller.refusal('media:close', second)).toBeNull();
    expect(await caller.refusal('media:close', second)).toBe('not-found');
    caller.leave();
    view.caller.leave();
  });

  it('connecting a transport again changes nothing', async () => {
    const { caller, media } = await Caller.withMedia(server.url, 'twice', 'Ana');
    const connect = { transport: media.send.id, dtlsParameters: FINGERPRINT };
    expect(await caller.refusal('media:connect', connect)).toBeNull();
    expect(await caller.refusal('media:connect', connect)).not.toBeNull();
    expect(await caller.refusal('media:produce', microphone(3_100))).toBeNull();
    caller.leave();
  });
});

it('refuses tracks that the media server cannot use, and serves on', async () => {
  const { caller } = await Caller.withMedia(server.url, 'odd-tracks', 'Ana');
  const workers = await server.workers();
  const sound = microphone(4_000);
  const odd = {
    ...sound,
    rtpParameters: { ...sound.rtpParameters, codecs: picture('camera', 1).rtpParameters.codecs },
  };
  expect(await caller.refusal('media:produce', odd)).toBe('media-rejected');
  const none = {
    ...sound,
    rtpParameters: { ...sound.rtpParameters, encodings: [{ rid: 'a' }, { rid: 'a' }] },
  };
  expect(await caller.refusal('media:produce', none)).toBe('media-rejected');
  expect(await caller.refusal('media:produce', sound)).toBeNull();
  expect(await server.workers()).toEqual(workers);
  caller.leave();
});
