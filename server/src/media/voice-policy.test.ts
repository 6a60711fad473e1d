import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Voice, VoicePolicy, VOICES } from './voice-policy.js';

const PACKET = 20;

/** A room in which everybody's microphone has been on for a while, in silence; the first ones have the places. */
class Room {
  now = 0;
  readonly policy: VoicePolicy;
  readonly voices: Voice[];
  readonly levels: number[];

  constructor(people: number, music: readonly number[] = []) {
    this.policy = new VoicePolicy(VOICES, 0);
    this.voices = Array.from({ length: people }, (_, index) => this.policy.join(music.includes(index), 0));
    this.levels = this.voices.map(() => -127);
    this.pass(5_000);
  }

  /** Lets time pass: everybody sends a packet of their level every 20 ms. Gives how often the forwarded changed. */
  pass(ms: number): number {
    let changes = 0;
    for (const end = this.now + ms; this.now < end;) {
      this.now += PACKET;
      for (const [index, voice] of this.voices.entries()) {
        if (this.policy.hear(voice, this.levels[index] ?? -127, this.now)) changes += 1;
      }
    }
    return changes;
  }

  say(levels: Record<number, number>): void {
    for (const [index, level] of Object.entries(levels)) this.levels[Number(index)] = level;
  }

  get forwarded(): number[] {
    return this.voices.flatMap(({ forwarded }, index) => (forwarded ? [index] : []));
  }
}

describe('at the beginning', () => {
  it('everybody is heard until all have been listened to, then the loudest', () => {
    const policy = new VoicePolicy(2, 0);
    const [soft, loud, silent, louder] = [-60, -40, -127, -30].map((level) => ({
      voice: policy.join(false, 0),
      level,
    }));
    const all = [soft, loud, silent, louder].flatMap((one) => one ?? []);
    let changed = 0;
    for (let now = 20; now <= 980; now += PACKET) {
      for (const { voice, level } of all) if (policy.hear(voice, level, now)) changed += 1;
    }
    expect([changed, all.map(({ voice }) => voice.forwarded)]).toEqual([0, [true, true, true, true]]);
    for (const { voice, level } of all) if (policy.hear(voice, level, 1_000)) changed += 1;
    expect([changed, all.map(({ voice }) => voice.forwarded)]).toEqual([1, [false, true, false, true]]);
  });
});

describe('somebody begins to speak', () => {
  it('and is heard with the second packet', () => {
    const room = new Room(7);
    expect(room.forwarded).toEqual([0, 1, 2, 3, 4]);
    room.say({ 6: -30 });
    room.pass(PACKET);
    expect(room.forwarded).not.toContain(6);
    room.pass(PACKET);
    expect(room.forwarded).toContain(6);
    expect(room.forwarded).toHaveLength(VOICES);
  });

  it('and takes the place of the one who has been silent longest', () => {
    const room = new Room(6);
    for (const speaker of [2, 4, 0, 1, 3]) {
      room.say({ [speaker]: -30 });
      room.pass(500);
      room.say({ [speaker]: -127 });
    }
    room.say({ 5: -30 });
    room.pass(2 * PACKET);
    expect(room.forwarded).toEqual([0, 1, 3, 4, 5]);
  });

  test.each<[string, number, number[]]>([
    ['louder than all', -20, [1, 2, 3, 4, 5]],
    ['louder than the quietest by 6 dB', -39, [1, 2, 3, 4, 5]],
    ['as loud as the others', -40, [0, 1, 2, 3, 4]],
    ['softer', -50, [0, 1, 2, 3, 4]],
  ])('while five speak, %s', (_, level, forwarded) => {
    const room = new Room(6);
    room.say({ 0: -45, 1: -40, 2: -38, 3: -39, 4: -37 });
    room.pass(1_000);
    room.say({ 5: level });
    room.pass(3_000);
    expect(room.forwarded).toEqual(forwarded);
  });

  it('in a whisper, and is heard where nobody else speaks', () => {
    const room = new Room(6);
    room.say({ 5: -65 });
    room.pass(2 * PACKET);
    expect(room.forwarded).toContain(5);
  });

  it('and is heard while others make less noise', () => {
    const room = new Room(8);
    room.say({ 0: -60, 1: -58, 2: -61, 3: -62, 4: -59, 5: -60 });
    room.pass(3_000);
    room.say({ 7: -50 });
    room.pass(2 * PACKET);
    expect(room.forwarded).toContain(7);
  });
});

describe('nobody loses a place', () => {
  it('to a click', () => {
    const room = new Room(6);
    room.say({ 5: -20 });
    room.pass(PACKET);
    room.say({ 5: -127 });
    expect(room.pass(1_000)).toBe(0);
  });

  it('to comfort noise, which comes in packets of its own', () => {
    const room = new Room(6);
    const [, , , , , sixth] = room.voices;
    if (sixth === undefined) throw new Error('six voices');
    for (let now = 10_000; now < 14_000; now += 400) {
      expect(room.policy.hear(sixth, -60, now)).toBe(false);
    }
  });

  it('in a pause between two sentences', () => {
    const room = new Room(6);
    room.say({ 0: -30, 1: -30, 2: -30, 3: -30, 4: -30, 5: -30 });
    room.pass(1_000);
    room.say({ 0: -127 });
    room.pass(800);
    expect(room.forwarded).toEqual([0, 1, 2, 3, 4]);
    room.pass(800);
    expect(room.forwarded).toEqual([1, 2, 3, 4, 5]);
  });

  it('in a rest, where it is music', () => {
    const room = new Room(6, [0]);
    room.say({ 0: -30, 1: -30, 2: -30, 3: -30, 4: -30, 5: -30 });
    room.pass(1_000);
    room.say({ 0: -127 });
    room.pass(9_000);
    expect(room.forwarded).toEqual([0, 1, 2, 3, 4]);
  });

  it('because somebody else is forwarded no longer', () => {
    const room = new Room(6);
    const [first] = room.voices;
    if (first === undefined) throw new Error('six voices');
    room.policy.leave(first);
    const later = room.policy.join(false, room.now);
    expect(later.forwarded).toBe(true);
    expect(room.forwarded).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('a microphone that goes on', () => {
  it('has a place where somebody is silent', () => {
    const room = new Room(6);
    expect(room.policy.join(false, room.now).forwarded).toBe(true);
    expect(room.forwarded).toHaveLength(VOICES - 1);
  });

  it('waits for its first word where all speak', () => {
    const room = new Room(6);
    room.say({ 0: -30, 1: -30, 2: -30, 3: -30, 4: -30 });
    room.pass(1_000);
    expect(room.policy.join(false, room.now).forwarded).toBe(false);
    expect(room.forwarded).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('whatever is sent', () => {
  const people = fc.integer({ min: 6, max: 12 });
  const step = fc.record({
    who: fc.nat(11),
    what: fc.oneof(
      { weight: 20, arbitrary: fc.integer({ min: -127, max: 0 }) },
      fc.constant('leave' as const),
      fc.constant('join' as const),
    ),
    after: fc.integer({ min: 0, max: 60 }),
  });

  it('no more than five are forwarded, and each for 200 ms at least unless they leave', () => {
    fc.assert(
      fc.property(people, fc.array(step, { maxLength: 400 }), (count, steps) => {
        const room = new Room(count);
        const { policy, voices } = room;
        const here = new Set(voices);
        const before = new Map(voices.map((voice) => [voice, voice.forwarded]));
        for (const { who, what, after } of steps) {
          room.now += after;
          const voice = voices[who % voices.length];
          if (voice === undefined) continue;
          if (what === 'join') here.add(policy.join(false, room.now));
          else if (what === 'leave') policy.leave(voice);
          else if (here.has(voice)) policy.hear(voice, what, room.now);
          if (what === 'leave') here.delete(voice);
          for (const one of here) {
            if (before.get(one) === true && !one.forwarded) {
              expect(room.now - one.since).toBeGreaterThanOrEqual(200);
            }
            before.set(one, one.forwarded);
          }
          expect([...here].filter(({ forwarded }) => forwarded).length).toBeLessThanOrEqual(VOICES);
        }
      }),
    );
  });

  it('those who are about as loud as each other keep their places', () => {
    const noise = fc
      .integer({ min: -80, max: -10 })
      .chain((base) =>
        fc.tuple(
          fc.constant(base),
          fc.array(fc.integer({ min: base, max: base + 5 }), { minLength: 600, maxLength: 600 }),
        ),
      );
    fc.assert(
      fc.property(people, noise, (count, [base, levels]) => {
        const room = new Room(count);
        for (const index of room.voices.keys()) room.say({ [index]: base });
        room.pass(3_000);
        const { forwarded } = room;
        for (const [index, level] of levels.entries()) {
          room.say({ [index % count]: level });
          if (index % count === count - 1) room.pass(PACKET);
        }
        expect(room.forwarded).toEqual(forwarded);
      }),
      { numRuns: 30 },
    );
  });

  it('a speaker at -30 dBov is heard with the second packet, and stays as long as they speak', () => {
    const quiet = fc.array(fc.integer({ min: -127, max: -40 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(people, quiet, fc.nat(11), (count, levels, who) => {
        const room = new Room(count);
        for (const index of room.voices.keys()) room.say({ [index]: levels[index] ?? -127 });
        room.pass(3_000);
        const speaker = who % count;
        room.say({ [speaker]: -30 });
        room.pass(2 * PACKET);
        expect(room.forwarded).toContain(speaker);
        room.pass(3_000);
        expect(room.forwarded).toContain(speaker);
      }),
      { numRuns: 30 },
    );
  });
});
