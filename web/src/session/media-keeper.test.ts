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
const session: MediaSession = { send: transport, receive: transport, consumers: [] };

function keep() {
  const links: FakeLink[] = [];
  const reports: string[] = [];
  const remote: string[] = [];
  const asked: ((session: MediaSession | null) => void)[] = [];
  const attached: (FakeLink | null)[] = [];
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
    refused: () => undefined,
    report: (connection) => reports.push(connection),
    random: () => 0.5,
  });
  const link = (index: number): FakeLink => {
    const made = links[index];
    if (made === undefined) throw new Error(`no link ${index}`);
    return made;
  };
  const answer = (given: MediaSession | null) => asked.shift()?.(given);
  return { keeper, link, links, reports, remote, asked, attached, answer };
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
  it('has six seconds to come back', () => {
    const { keeper, link, reports, asked } = keep();
    keeper.start(session);
    link(0).change('up');
    link(0).change('down');
    expect(reports.at(-1)).toBe('reconnecting');
    vi.advanceTimersByTime(5_999);
    link(0).change('up');
    vi.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(0);
    expect(reports.at(-1)).toBe('connected');
  });

  it('is replaced after that', () => {
    const { keeper, link, asked } = keep();
    keeper.start(session);
    link(0).change('up');
    link(0).change('down');
    vi.advanceTimersByTime(6_001);
    expect(asked).toHaveLength(1);
  });

  it('gets its time anew once signaling is back', () => {
    const { keeper, link, asked } = keep();
    keeper.start(session);
    link(0).change('up');
    keeper.signaling(false);
    link(0).change('down');
    vi.advanceTimersByTime(20_000);
    expect(asked).toHaveLength(0);
    keeper.signaling(true);
    vi.advanceTimersByTime(5_999);
    expect(asked).toHaveLength(0);
    vi.advanceTimersByTime(2);
    expect(asked).toHaveLength(1);
  });
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
