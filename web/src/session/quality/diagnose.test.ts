import type { MediaQuality } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { diagnose, verdictOf } from './diagnose.js';
import { ANA, BEN, facts, microphone, otherSample, ownSample, sample } from './fixture.js';
import type { Facts } from './finding.js';

/** What is found, as code and weight. */
function found(of: Facts): string[] {
  return diagnose(of).map(({ code, weight }) => `${code} ${weight}`);
}

const view: MediaQuality = {
  send: null,
  receive: null,
  roundTrip: null,
  sent: [],
  received: [
    {
      participant: BEN.id,
      source: 'camera',
      pausedBy: null,
      layers: { all: 3, preferred: 2, current: 0 },
      heldBy: 'line',
      score: 9,
      senderScore: 10,
    },
  ],
};
const outOfSight: MediaQuality = {
  ...view,
  received: view.received.map((one) => ({ ...one, pausedBy: 'view', heldBy: null })),
};

describe('of a call', () => {
  const lost = (loss: number | null) => ({ bitrate: 1, loss });
  const udp = { end: 'server', protocol: 'udp', relay: false } as const;

  it.each<[what: string, facts: Facts, found: string[]]>([
    ['in which nothing is wrong, nothing', facts(), []],
    ['that has only begun, nothing', facts({}, { samples: [] }), []],
    ['of one alone, nothing', facts({ path: null, roundTrip: null, jitter: null, others: [] }), []],
    [
      'whose line is gone, that alone',
      facts({ roundTrip: 900 }, { connection: 'lost' }),
      ['reconnecting bad'],
    ],
    ['that loses little, nothing', facts({ receive: lost(0.02) }), []],
    ['that loses some on the way here, that', facts({ receive: lost(0.05) }), ['loss fair']],
    ['that loses much on the way there, that', facts({ send: lost(0.2) }), ['loss bad']],
    [
      'that lost much for one moment, nothing',
      facts({}, { samples: [...facts().samples.slice(1), sample({ receive: lost(0.12) })] }),
      [],
    ],
    ['in which nothing was sent, nothing', facts({ send: lost(null), receive: lost(null) }), []],
    ['over a long way, that', facts({ roundTrip: 350 }), ['slow fair']],
    ['over a very long way, that', facts({ roundTrip: 700 }), ['slow bad']],
    ['that comes unevenly, that', facts({ jitter: 80 }), ['uneven fair']],
    ['by TCP, that', facts({ path: { ...udp, protocol: 'tcp' } }), ['tcp fair']],
    ['through a relay, that', facts({ path: { ...udp, relay: true } }), ['relay note']],
    ['straight to the other, nothing', facts({ path: { ...udp, end: 'person' } }), []],
    ['on a narrow line, that', facts({ own: [ownSample({ line: 0.9 })] }), ['line-send fair']],
    ['on a busy machine, that', facts({ own: [ownSample({ machine: 0.9 })] }), ['machine fair']],
    [
      'whose camera is off on a narrow line, nothing',
      facts({ own: [ownSample({ line: 1, paused: true })] }),
      [],
    ],
    [
      'that was on a narrow line until now, nothing',
      facts({}, { samples: [...facts({ own: [ownSample({ line: 1 })] }).samples.slice(1), sample()] }),
      [],
    ],
    ['whose line is only being tried out, nothing', facts({}, { views: [view, view] }), []],
    [
      'whose line takes no larger pictures, that',
      facts({}, { views: [view, view, view] }),
      ['line-receive fair'],
    ],
  ])('%s', (_, given, expected) => {
    expect(found(given)).toEqual(expected);
  });
});

describe('of the own devices', () => {
  const silent = microphone({ level: 0 });
  const long = (length: number, own = silent) => Array.from({ length }, () => sample({ own: [own] }));
  const spoke = sample({ own: [microphone({ level: 0.1 })] });

  it.each<[what: string, facts: Facts, found: string[]]>([
    [
      'a microphone that the system mutes',
      facts({ own: [microphone({ muted: true })] }),
      ['microphone-muted bad'],
    ],
    ['not one that one muted oneself', facts({ own: [microphone({ muted: true, paused: true })] }), []],
    ['a microphone that was never heard', facts({ own: [silent] }), ['microphone-silent bad']],
    ['not before ten seconds', facts({}, { samples: long(4) }), []],
    ['not while it gives a room’s noise', facts({ own: [microphone({ level: 0.0002 })] }), []],
    ['not where the browser does not say', facts({ own: [microphone({ level: null })] }), []],
    ['not one that spoke a moment ago', facts({}, { samples: [spoke, ...long(10)] }), []],
    [
      'one that spoke and fell silent',
      facts({}, { samples: [spoke, ...long(30)] }),
      ['microphone-silent bad'],
    ],
    ['a camera that the system holds', facts({ own: [ownSample({ muted: true })] }), ['camera-muted bad']],
    ['a camera that stands still', facts({ own: [ownSample({ captured: 0 })] }), ['camera-frozen bad']],
    ['not one that is off', facts({ own: [ownSample({ captured: 0, muted: true, paused: true })] }), []],
    ['not where the browser does not say of frames', facts({ own: [ownSample({ captured: null })] }), []],
  ])('%s', (_, given, expected) => {
    expect(found(given)).toEqual(expected);
  });
});

describe('of the others', () => {
  const withBen = (change: Partial<typeof BEN>) => ({ participants: [ANA, { ...BEN, ...change }] });
  const frozen = otherSample({ frozen: 0.9, rate: 2 });
  const stuck = otherSample({ rate: 0 });
  const nothing = otherSample({ rate: 0, bitrate: 0 });

  it.each<[what: string, facts: Facts, found: string[]]>([
    ['a weak line', facts({}, withBen({ weak: true })), ['their-line fair']],
    ['a lost line', facts({}, withBen({ connection: 'reconnecting' })), ['their-line fair']],
    ['not one’s own weak line twice', facts({}, { participants: [{ ...ANA, weak: true }, BEN] }), []],
    ['a picture that freezes', facts({ others: [frozen] }), ['frozen fair']],
    ['a picture that comes and does not move', facts({ others: [stuck] }), ['frozen fair']],
    ['one reason is enough', facts({ others: [stuck] }, withBen({ weak: true })), ['their-line fair']],
    ['not one of which nothing is sent', facts({ others: [nothing] }), []],
    ['not a camera that is off', facts({ others: [stuck] }, withBen({ sources: [] })), []],
    ['not what is out of sight', facts({ others: [frozen] }, { views: [outOfSight] }), []],
    ['not what has only come', facts({ others: [stuck] }, { samples: [sample({ others: [stuck] })] }), []],
  ])('%s', (_, given, expected) => {
    expect(found(given)).toEqual(expected);
  });

  it('is said of the one it is about', () => {
    expect(diagnose(facts({}, withBen({ weak: true })))[0]).toMatchObject({
      participant: BEN.id,
      code: 'their-line',
      name: 'Ben',
      gone: false,
    });
  });
});

it('the worst comes first, and the verdict is of one’s own end', () => {
  const all = diagnose(
    facts(
      {
        path: { end: 'server', protocol: 'tcp', relay: true },
        own: [microphone({ muted: true })],
        others: [otherSample({ frozen: 1 })],
      },
      {},
    ),
  );
  expect(all.map(({ code }) => code)).toEqual(['microphone-muted', 'tcp', 'frozen', 'relay']);
  expect(verdictOf(all)).toBe('bad');
  expect(verdictOf(all.filter(({ code }) => code === 'frozen'))).toBe('good');
  expect(verdictOf(all.filter(({ code }) => code === 'tcp' || code === 'relay'))).toBe('fair');
  expect(verdictOf([])).toBe('good');
});
