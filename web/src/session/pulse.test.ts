import { describe, expect, it } from 'vitest';
import { pathsOf, Pulse, type Vitals } from './pulse.js';

const UDP = 'udp';
const TCP = 'tcp';

/** Paths by id: bytes and answers so far; the first one is selected. */
function paths(counts: Record<string, [bytes: number, answers: number]>): Vitals {
  return new Map(
    Object.entries(counts).map(([id, [bytes, answers]], index) => [
      id,
      { bytes, answers, selected: index === 0 },
    ]),
  );
}

describe('silence', () => {
  it('is none while nothing ever came', () => {
    const pulse = new Pulse();
    pulse.look(paths({ [UDP]: [0, 3] }), 0);
    expect(pulse.silence(60_000)).toBe(0);
  });

  it('counts from the last of what came, answers too', () => {
    const pulse = new Pulse();
    pulse.look(paths({ [UDP]: [100, 1] }), 1_000);
    pulse.look(paths({ [UDP]: [200, 1] }), 1_500);
    pulse.look(paths({ [UDP]: [200, 1] }), 2_000);
    expect(pulse.silence(2_500)).toBe(1_000);
    pulse.look(paths({ [UDP]: [200, 2] }), 2_500);
    expect(pulse.silence(2_700)).toBe(200);
  });

  it('is none where the path that ICE found anew answers: nobody sends', () => {
    const pulse = new Pulse();
    pulse.look(paths({ [UDP]: [100, 1] }), 0);
    pulse.restarted();
    pulse.look(paths({ [UDP]: [100, 2] }), 1_500);
    expect(pulse.silence(10_000)).toBe(0);
    expect(pulse.elsewhere).toBe(false);
    pulse.look(paths({ [UDP]: [200, 3] }), 12_000);
    expect(pulse.silence(13_000)).toBe(1_000);
  });

  it('goes on where another path than the one in use answers', () => {
    const pulse = new Pulse();
    pulse.look(paths({ [UDP]: [100, 1] }), 0);
    pulse.look(paths({ [UDP]: [100, 1], [TCP]: [0, 1] }), 1_000);
    expect(pulse.elsewhere).toBe(false);
    pulse.restarted();
    pulse.look(paths({ [UDP]: [100, 1], [TCP]: [0, 2] }), 1_500);
    expect(pulse.silence(1_500)).toBe(1_500);
    expect(pulse.elsewhere).toBe(true);
    pulse.look(paths({ [TCP]: [50, 3], [UDP]: [100, 1] }), 2_000);
    expect(pulse.elsewhere).toBe(false);
    expect(pulse.silence(2_000)).toBe(0);
  });
});

it('a report gives its paths, and which of them is taken', () => {
  const stats = [
    { id: 't', type: 'transport', selectedCandidatePairId: 'b' },
    { id: 'a', type: 'candidate-pair', bytesReceived: 5, responsesReceived: 1 },
    { id: 'b', type: 'candidate-pair' },
    { id: 'c', type: 'inbound-rtp', bytesReceived: 5 },
  ];
  expect(pathsOf(new Map(stats.map((stat) => [stat.id, stat])))).toEqual(
    new Map([
      ['a', { bytes: 5, answers: 1, selected: false }],
      ['b', { bytes: 0, answers: 0, selected: true }],
    ]),
  );
});
