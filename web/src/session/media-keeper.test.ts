import type { MediaSession } from '@hangouts/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeLink, FakeTrack, personId } from './fixture.js';
import { MediaKeeper } from './media-keeper.js';

const transport = {
  id: 'transport',
  iceParameters: { usernameFragment: 'u', password: 'p' },
  iceCandidates: [],
  dtlsParameters: { fingerprints: [] },
};
const session: MediaSession = {
  send: transport,
  receive: transport,
  consumers: [],
  codecs: [],
  unreceivable: [],
};

function keep() {
  const links: FakeLink[] = [];
  const reports: string[] = [];
  const remote: string[] = [];
  const asked: ((session: MediaSession | null) => void)[] = [];
  const attached: (FakeLink | null)[] = [];
  let doubts = 0;
  const keeper = new MediaKeeper({
    open: (done) => asked.push(done),
    link(_session, events) {
      const link = new FakeLink(events);
      links.push(link);
      return link;
    },
    attach: (link) => attached.push(link instanceof FakeLink ? link : null),
    remote: {
      put: (tracks) => remote.push(`put ${tracks.length}`),
      drop: () => remote.push('drop'),
      changing: () => remote.push('changing'),
      changed: () => remote.push('changed'),
      clear: () => remote.push('clear'),
    },
    outdated: () => undefined,
    refused: () => undefined,
    unreceived: () => undefined,
    doubt: () => (doubts += 1),
    report: (connection) => reports.push(connection),
    random: () => 0.5,
  });
  const link = (index: number): FakeLink => {
    const made = links[index];
    if (made === undefined) throw new Error(`no link ${index}`);
    return made;
  };
  const answer = (given: MediaSession | null) => asked.shift()?.(given);
  return { keeper, link, links, reports, remote, asked, attached, answer, doubts: () => doubts };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('opens with the session of the join, sends what is one’s own behind what comes, and tells when it is up', async () => {
  const { keeper, link, reports, attached } = keep();
  keeper.start(session);
  expect(attached).toEqual([]);
  link(0).finishOpening();
  await Promise.resolve();
  expect(attached).toEqual([link(0)]);
  link(0).change('up');
  expect(reports).toEqual(['connecting', 'connected']);
});

describe('media that are lost', () => {
  it('are asked for at once; the old pictures stand until the new ones are there', async () => {
    const { keeper, link, reports, remote, asked, answer } = keep();
    keeper.start(session);
    link(0).change('up');
    keeper.renew();
    expect(reports.at(-1)).toBe('reconnecting');
    vi.advanceTimersByTime(0);
    expect(asked).toHaveLength(1);
    answer(session);
    expect(link(0).closed).toBe(false);
    link(1).receive(personId(1), 'camera', new FakeTrack('video'));
    link(1).finishOpening();
    await Promise.resolve();
    expect(link(0).closed).toBe(true);
    expect(remote).toEqual(['changing', 'put 1', 'changed']);
    link(1).change('up');
    expect(reports.at(-1)).toBe('connected');
  });

  it('are asked for again and again, less and less often', () => {
    const { keeper, link, asked, answer } = keep();
    keeper.start(session);
    link(0).change('up');
    keeper.renew();
    vi.advanceTimersByTime(0);
    for (const delay of [150, 300, 600, 1_000, 2_000, 4_000, 4_000]) {
      answer(null);
      vi.advanceTimersByTime(delay - 1);
      expect(asked).toHaveLength(0);
      vi.advanceTimersByTime(1);
      expect(asked).toHaveLength(1);
    }
  });

  it('are asked for once, however many say so', () => {
    const { keeper, link, asked } = keep();
    keeper.start(session);
    keeper.renew();
    keeper.renew();
    link(0).change('failed');
    vi.advanceTimersByTime(10_000);
    expect(asked).toHaveLength(1);
  });

  it('count as lost after a minute, and come back all the same', () => {
    const { keeper, link, reports, answer } = keep();
    keeper.start(session);
    link(0).change('up');
    keeper.renew();
    vi.advanceTimersByTime(60_000);
    expect(reports.at(-1)).toBe('lost');
    answer(session);
    link(1).change('up');
    expect(reports.at(-1)).toBe('connected');
  });

  it('are not asked for without signaling, but as soon as it is back', () => {
    const { keeper, link, asked } = keep();
    keeper.start(session);
    link(0).change('up');
    keeper.signaling(false);
    link(0).change('failed');
    vi.advanceTimersByTime(30_000);
    expect(asked).toHaveLength(0);
    keeper.signaling(true);
    vi.advanceTimersByTime(150);
    expect(asked).toHaveLength(1);
  });
});

describe('a link that is down', () => {
  it('looks for other paths three times before the media are opened anew', async () => {
    const { keeper, link, reports, asked } = keep();
    keeper.start(session);
    link(0).change('up');
    link(0).change('down');
    expect(reports.at(-1)).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(7_499);
    expect(link(0).log).toEqual(['restart', 'restart', 'restart']);
    expect(asked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(2);
    expect(asked).toHaveLength(1);
  });

  it('stays where it comes back', async () => {
    const { keeper, link, reports, asked } = keep();
    keeper.start(session);
    link(0).change('up');
    link(0).change('down');
    await vi.advanceTimersByTimeAsync(6_000);
    link(0).change('up');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(0);
    expect(reports.at(-1)).toBe('connected');
  });

  it('waits for signaling, and gets its time anew with it', async () => {
    const { keeper, link, asked } = keep();
    keeper.start(session);
    link(0).change('up');
    keeper.signaling(false);
    link(0).change('down');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(link(0).log).toEqual([]);
    keeper.signaling(true);
    expect(link(0).log).toEqual(['restart']);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(asked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toHaveLength(1);
  });
});

it('a link that takes itself for up while nothing comes is reconnecting, until something does', async () => {
  const { keeper, link, reports, doubts } = keep();
  keeper.start(session);
  link(0).change('up');
  link(0).counts = new Map([['path', { bytes: 100, answers: 1, selected: true }]]);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(link(0).log).toEqual(['restart']);
  expect(doubts()).toBe(1);
  expect(reports.at(-1)).toBe('connected');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(reports.at(-1)).toBe('reconnecting');
  link(0).counts = new Map([['path', { bytes: 200, answers: 1, selected: true }]]);
  await vi.advanceTimersByTimeAsync(500);
  expect(reports.at(-1)).toBe('connected');
});

it('joining again settles what was being asked for', () => {
  const { keeper, links, asked, answer } = keep();
  keeper.start(session);
  keeper.renew();
  vi.advanceTimersByTime(0);
  keeper.start(session);
  answer(session);
  expect(links).toHaveLength(2);
  vi.advanceTimersByTime(5_000);
  expect(asked).toHaveLength(0);
});

it('a join without media asks for them', () => {
  const { keeper, asked } = keep();
  keeper.start(null);
  vi.advanceTimersByTime(0);
  expect(asked).toHaveLength(1);
});

it('nothing happens after the end', () => {
  const { keeper, link, reports, asked } = keep();
  keeper.start(session);
  link(0).change('up');
  keeper.stop();
  expect(link(0).closed).toBe(true);
  link(0).change('failed');
  keeper.renew();
  vi.advanceTimersByTime(60_000);
  expect(asked).toHaveLength(0);
  expect(reports.at(-1)).toBe('connected');
});

it('what is held sends nothing, a new link too, and nothing that does not come is missed', async () => {
  const { keeper, link, answer } = keep();
  keeper.start(session);
  link(0).change('up');
  const bytes = (count: number) => new Map([['pair', { bytes: count, answers: 0, selected: true }]]);
  link(0).counts = bytes(100);
  await vi.advanceTimersByTimeAsync(1_000);
  keeper.hold(true);
  expect(link(0).log).toEqual(['hold']);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(link(0).log).toEqual(['hold']);

  keeper.renew();
  await vi.advanceTimersByTimeAsync(1_000);
  answer(session);
  expect(link(1).log).toEqual(['hold']);
  link(1).change('up');
  keeper.hold(false);
  expect(link(1).log).toEqual(['hold', 'let go']);
  link(1).counts = bytes(200);
  await vi.advanceTimersByTimeAsync(1_000);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(link(1).log).toEqual(['hold', 'let go', 'restart']);
});
