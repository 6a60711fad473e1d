import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERROR_SENTENCES, errorReply, isErrorCode } from './errors.js';
import { requests, type RequestName } from './messages.js';

const names = Object.keys(requests) as RequestName[];
const uuid = '7f0b6a52-5d1e-4c0e-8a3b-0a6f4a4f2b11';
const rtp = {
  codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 }],
  encodings: [{ ssrc: 1 }],
};

/** One payload a message that must be understood: the other tests would pass with schemas that refuse all. */
const good: Record<RequestName, unknown> = {
  'lobby:enter': { room: 'physics' },
  'lobby:check': {},
  'lobby:check-connect': {
    transport: uuid,
    dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('AB').join(':') }] },
  },
  'lobby:check-end': {},
  join: { room: 'physics', name: ' Ana ', page: uuid, rtpCapabilities: { codecs: [], headerExtensions: [] } },
  leave: {},
  'line:check': {},
  'media:open': { rtpCapabilities: { codecs: [], headerExtensions: [] } },
  'media:restart-ice': { transport: uuid },
  'media:connect': {
    transport: uuid,
    dtlsParameters: {
      role: 'client',
      fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('AB').join(':') }],
    },
  },
  'media:produce': { source: 'camera', rtpParameters: rtp, paused: false },
  'media:pause': { producer: uuid },
  'media:resume': { producer: uuid },
  'media:close': { producer: uuid },
  'media:start': { consumers: [uuid] },
  'media:quality': {},
  'view:budget': { bitrate: 500_000 },
  'people:hand-over': { participant: uuid },
  'people:stop': { participant: uuid, source: 'camera' },
  'room:mute-all': { mayUnmute: false },
  'hand:raise': { raised: true },
  'hand:lower': { participant: null },
  'reaction:send': { reaction: '👏' },
  'caption:say': { line: 1, text: 'Good morning', language: 'en-GB', final: true },
  'view:tiles': { tiles: [{ participant: uuid, source: 'camera', width: 640, height: 360 }] },
  'direct:allow': { allowed: false },
  'direct:signal': {
    attempt: uuid,
    description: { type: 'offer', sdp: 'v=0\r\n', sources: [{ mid: '0', source: 'camera' }] },
  },
  'direct:ready': { attempt: uuid },
  'direct:failed': { attempt: uuid, reason: 'silent' },
  'chat:send': { nonce: uuid, text: 'Hello', to: uuid, replyTo: 1, mentions: [uuid] },
  'chat:edit': { sequence: 5, text: 'Hello!', mentions: [uuid] },
  'chat:delete': { sequence: 5 },
  'chat:history': { before: 5 },
  'chat:quotes': { sequences: [1, 2] },
  'chat:search': { text: 'hello', before: 5 },
  'file:begin': { upload: uuid, name: 'a.txt', size: 5, type: 'text/plain' },
  'file:chunk': { upload: uuid, offset: 0, data: Buffer.from('hello') },
  'file:cancel': { upload: uuid },
  'people:remove': { participant: uuid },
  'people:role': { participant: uuid, role: 'host' },
  'people:restrict': {
    participant: uuid,
    restrictions: { microphone: true, camera: false, screen: false, chat: false },
  },
  'room:settings': { limit: null },
  'room:spotlight': { participant: uuid },
  'room:end': {},
  'order:log': {},
  'order:undo': { entry: uuid },
  'order:report': { participant: uuid, reason: 'Shouts at everybody.' },
  'waiting:admit': { waiter: uuid },
  'waiting:deny': { waiter: null },
  'invitation:make': { role: 'cohost', lasts: 3_600 },
};

/** What null means something in. */
const NULLABLE: readonly RequestName[] = [
  'room:settings',
  'room:spotlight',
  'view:budget',
  'hand:lower',
  'waiting:admit',
  'waiting:deny',
];

/** Texts that may say nothing: a type nobody knows, a report without a reason. */
const MAY_BE_EMPTY: readonly string[] = ['file:begin type', 'order:report reason'];

function isEmptyObject(value: unknown): boolean {
  return JSON.stringify(value) === '{}';
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = { room: value };
  return value;
}

describe.each(names)('%s', (name) => {
  const { request } = requests[name];

  it('understands what it is for', () => {
    expect(request.safeParse(good[name]).error).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a text', 'hello'],
    ['a megabyte of text', 'x'.repeat(1_000_000)],
    ['a list', [good[name]]],
    ['10,000 levels', deep(10_000)],
    ['an unknown key', { ...(good[name] as object), more: 1 }],
    [
      'a __proto__ key',
      { ...(good[name] as object), ...JSON.parse('{"x": {"__proto__": {"role": "host"}}}') },
    ],
    ['its own __proto__', JSON.parse('{"__proto__": {"role": "host"}, "constructor": 1}')],
  ])('refuses %s', (_case, payload) => {
    expect(request.safeParse(payload).success).toBe(false);
  });

  it('refuses or understands anything, and never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withTypedArray: true }), (payload) => void request.safeParse(payload)),
    );
  });

  it('refuses each of its fields made into something else', () => {
    for (const key of Object.keys(good[name] as object)) {
      for (const value of [null, Number.NaN, -1, Infinity, '', [], {}, 'x'.repeat(1_000_000)]) {
        // No limit; nobody; as much as there is; all.
        if (NULLABLE.includes(name) && value === null) continue;
        // An empty list says that nothing can be seen.
        if (name === 'view:tiles' && Array.isArray(value)) continue;
        // That of a file can be taken away.
        if (name === 'chat:edit' && key === 'text' && value === '') continue;
        // What is not named stays.
        if (name === 'people:restrict' && key === 'restrictions' && isEmptyObject(value)) continue;
        // A report may do without one.
        if (name === 'order:report' && key === 'reason' && value === '') continue;
        expect(request.safeParse({ ...(good[name] as object), [key]: value }).success, `${key}`).toBe(
          MAY_BE_EMPTY.includes(`${name} ${key}`) && value === '',
        );
      }
    }
  });
});

describe('view:tiles', () => {
  const { request } = requests['view:tiles'];
  const tile = { participant: uuid, source: 'camera', width: 640, height: 360 };

  it('takes from none to 200 tiles', () => {
    expect(request.safeParse({ tiles: [] }).success).toBe(true);
    expect(request.safeParse({ tiles: Array.from({ length: 200 }, () => tile) }).success).toBe(true);
    expect(request.safeParse({ tiles: Array.from({ length: 201 }, () => tile) }).success).toBe(false);
  });

  it.each<[string, object]>([
    ['no size', { width: undefined }],
    ['a width of nothing', { width: 0 }],
    ['a negative height', { height: -1 }],
    ['a size that is not a number', { width: Number.NaN }],
    ['half pixels', { height: 359.5 }],
    ['a size without end', { width: Infinity }],
    ['a size beyond any screen', { height: 16_385 }],
    ['a size in words', { width: '640' }],
    ['a source without a picture', { source: 'microphone' }],
    ['somebody who is no id', { participant: 'Ana' }],
    ['an unknown key', { layer: 2 }],
  ])('refuses %s', (_case, change) => {
    expect(request.safeParse({ tiles: [{ ...tile, ...change }] }).success).toBe(false);
  });
});

describe('errors', () => {
  it('have a sentence each', () => {
    for (const [code, sentence] of Object.entries(ERROR_SENTENCES)) {
      expect(isErrorCode(code)).toBe(true);
      expect(sentence).toMatch(/^[A-Z].+\.$/);
    }
    expect(isErrorCode('toString')).toBe(false);
    expect(errorReply('rate-limited', 5)).toEqual({
      code: 'rate-limited',
      message: ERROR_SENTENCES['rate-limited'],
      retryAfter: 5,
    });
  });
});

describe('the parameters of a codec', () => {
  const withParameters = (count: number, value: unknown) => {
    const parameters = Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, value]));
    const codecs = [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000, parameters }];
    return { source: 'camera', rtpParameters: { ...rtp, codecs }, paused: false };
  };

  it.each([
    [16, 1, true],
    [17, 1, false],
    [1, 'x'.repeat(64), true],
    [1, 'x'.repeat(65), false],
    [1, [], false],
  ])('%i of %j: %j', (count, value, understood) => {
    const { success } = requests['media:produce'].request.safeParse(withParameters(count, value));
    expect(success).toBe(understood);
  });

  it('are counted before they are looked at: an answer to too many of them is short', () => {
    const { error } = requests['media:produce'].request.safeParse(withParameters(100_000, []));
    expect(error?.issues).toHaveLength(1);
  });
});
