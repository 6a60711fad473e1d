import type { MediaQuality } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { BEN, microphone, otherSample, ownSample, sample } from '../session/quality/fixture.js';
import { english } from '../language/fixture.js';
import type { Finding } from '../session/quality/finding.js';
import { findingWords, pathWords, receivedWords, sentWords } from './words.js';

it.each([
  [null, 'Not yet'],
  [{ end: 'server', protocol: 'udp', relay: false }, 'UDP, to the server'],
  [{ end: 'server', protocol: 'tcp', relay: false }, 'TCP, to the server'],
  [{ end: 'person', protocol: 'udp', relay: false }, 'UDP, straight to the other'],
  [{ end: 'person', protocol: 'udp', relay: true }, 'UDP, through a relay'],
] as const)('%o is %s', (path, words) => {
  expect(pathWords(english, path)).toBe(words);
});

describe('what is found', () => {
  const about = { weight: 'fair', participant: null } as const;

  it.each<[Finding, string]>([
    [
      { ...about, code: 'loss', received: 0.05, sent: null },
      '5% of what comes to you gets lost on your line.',
    ],
    [{ ...about, code: 'loss', received: null, sent: 0.2 }, '20% of what you send gets lost on your line.'],
    [
      { ...about, code: 'loss', received: 0.05, sent: 0.2 },
      '5% of what comes to you and 20% of what you send gets lost on your line.',
    ],
    [{ ...about, code: 'slow', roundTrip: 700.4 }, 'Everything takes 700 ms there and back.'],
    [
      { ...about, code: 'line-receive', pictures: 1 },
      'Your line is too narrow for all pictures: one picture comes smaller.',
    ],
    [
      { ...about, code: 'line-receive', pictures: 3 },
      'Your line is too narrow for all pictures: 3 pictures come smaller.',
    ],
    [{ ...about, code: 'their-line', name: 'Ben', gone: false }, 'Ben has a weak connection.'],
    [
      { ...about, code: 'their-line', name: 'Ben', gone: true },
      'Ben has lost the connection and is coming back.',
    ],
    [{ ...about, code: 'frozen', name: 'Ben' }, 'The picture of Ben stands still.'],
    [{ ...about, code: 'camera-frozen' }, 'Your camera gives no new pictures.'],
  ])('%j is "%s"', (finding, title) => {
    expect(findingWords(english, finding).title).toBe(title);
  });

  it('comes with what to try, where there is anything', () => {
    expect(findingWords(english, { ...about, code: 'machine' }).help).toMatch(/^Close other programs/);
    expect(findingWords(english, { ...about, code: 'relay' }).help).toBeNull();
  });
});

describe('what comes of somebody', () => {
  const seen = (change: Partial<MediaQuality['received'][number]>): MediaQuality => ({
    send: null,
    receive: null,
    roundTrip: null,
    sent: [],
    received: [
      {
        participant: BEN.id,
        source: 'camera',
        pausedBy: null,
        layers: null,
        heldBy: null,
        score: 10,
        senderScore: 10,
        ...change,
      },
    ],
  });
  const size = 'Camera 640 × 360, 25 frames a second';

  it.each([
    ['as it is', BEN, sample(), null, [size]],
    ['small, for the tile', BEN, sample(), seen({ heldBy: 'tile' }), [`${size}, as large as the tile needs`]],
    [
      'small, by the line',
      BEN,
      sample(),
      seen({ heldBy: 'line' }),
      [`${size}, smaller, because your line is narrow`],
    ],
    [
      'small, by the sender',
      BEN,
      sample(),
      seen({ heldBy: 'sender' }),
      [`${size}, smaller, because more does not come from there`],
    ],
    [
      'not at all, unseen',
      BEN,
      sample(),
      seen({ pausedBy: 'view' }),
      ['Camera not in sight, so it is not sent'],
    ],
    ['small, to save data', BEN, sample(), seen({ heldBy: 'budget' }), [`${size}, smaller, to save data`]],
    [
      'not at all, to save data',
      BEN,
      sample(),
      seen({ pausedBy: 'budget' }),
      ['Camera not sent, to save data'],
    ],
    [
      'no voice among louder ones',
      BEN,
      sample(),
      seen({ source: 'microphone', pausedBy: 'voices' }),
      [size, 'Voice not sent just now: others are louder'],
    ],
    ['not at all', BEN, sample({ others: [] }), null, ['Camera: nothing comes']],
    ['before anything is measured', BEN, null, null, ['Camera: nothing comes']],
    ['no camera', { ...BEN, sources: [] }, sample(), null, ['Camera off']],
    [
      'with losses',
      BEN,
      sample({ others: [otherSample({ loss: 0.08 })] }),
      null,
      [size, '8.0% lost on the way'],
    ],
    ['from a weak line', { ...BEN, weak: true }, sample(), null, [size, 'Weak connection at the other end']],
    ['nothing while away', { ...BEN, connection: 'reconnecting' as const }, sample(), null, ['Reconnecting']],
  ])('%s', (_, person, newest, server, lines) => {
    expect(receivedWords(english, person, newest, server)).toEqual(lines);
  });
});

describe('what one sends', () => {
  const size = 'Camera 1280 × 720, 30 frames a second';

  it.each([
    ['nothing', [], ['Nothing is sent']],
    ['both', [microphone(), ownSample()], ['Microphone on', size]],
    ['muted', [microphone({ paused: true }), ownSample({ paused: true })], ['Microphone off', 'Camera off']],
    ['by the machine', [ownSample({ machine: 1 })], [`${size}, smaller, because this computer is busy`]],
    ['by the line', [ownSample({ line: 1 })], [`${size}, smaller, because your line is narrow`]],
    ['by the tiles', [ownSample({ active: 1 })], [`${size}, as large as the others show it`]],
    ['unseen', [ownSample({ active: 0, width: 0 })], ['Camera not sent, because nobody looks at it']],
  ])('%s', (_, tracks, lines) => {
    expect(sentWords(english, tracks)).toEqual(lines);
  });
});
