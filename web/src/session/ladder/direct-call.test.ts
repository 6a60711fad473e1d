import type { DirectAttempt, Participant } from '@hangouts/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionError } from '../error.js';
import { FakeLink, FakeSignaling, FakeTrack, person, personId } from '../fixture.js';
import { RemoteTracks } from '../remote-tracks.js';
import { DirectCall } from './direct-call.js';
import type { ControlMessage, LookedAt } from './direct-control.js';
import type { DirectLinkOptions, DirectWay } from './direct-link.js';
import { RemoteChoice } from './remote-choice.js';
import { SeenPlaces } from '../seen-places.js';

const ben = personId(2);
const attempt: DirectAttempt = {
  attempt: '00000000-0000-4000-8000-0000000000aa',
  peer: ben,
  polite: false,
  iceServers: [],
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class FakeDirectLink extends FakeLink implements DirectWay {
  readonly said: ControlMessage[] = [];
  readonly options: DirectLinkOptions;
  restarts = 0;

  constructor(options: DirectLinkOptions) {
    super(options.events);
    this.options = options;
  }

  take(): void {
    this.log.push('take');
  }

  override restart(): void {
    this.restarts += 1;
  }

  rest(): void {
    this.log.push('rest');
  }

  look(tiles: readonly LookedAt[]): void {
    this.log.push(`look ${tiles.map(({ source }) => source).join()}`);
  }

  say(message: ControlMessage): void {
    this.said.push(message);
  }
}

function begin(sources: Participant['sources'] = [{ source: 'camera', paused: false }]) {
  const signaling = new FakeSignaling();
  const people = { peer: person(2, { sources }) as Participant | null };
  const log: string[] = [];
  const counts = { packets: 0 };
  const stats = new Map([
    [
      'inbound',
      {
        type: 'inbound-rtp',
        get packetsReceived() {
          return counts.packets;
        },
        get framesDecoded() {
          return counts.packets;
        },
      },
    ],
  ]);
  const receiver = {
    getStats: () => Promise.resolve(stats as unknown as RTCStatsReport),
  };
  const choice = new RemoteChoice({
    shown: new RemoteTracks(),
    participants: () => (people.peer === null ? [] : [people.peer]),
    changed: () => call.check(),
  });
  const seen = new SeenPlaces();
  let link: FakeDirectLink | null = null;
  const call: DirectCall = new DirectCall(attempt, {
    signaling,
    peer: () => people.peer,
    choice,
    seen,
    attach: (attached) => log.push(attached === null ? 'detach' : 'attach'),
    files: () => log.push('files'),
    heard: (who, level) => log.push(`${who} ${level}`),
    changed: () => undefined,
    closed: () => log.push('closed'),
    openLink: (options) => (link = new FakeDirectLink(options)),
  });
  if (link === null) throw new Error('no link was opened');
  const opened: FakeDirectLink = link;
  choice.aim('direct');
  return {
    call,
    choice,
    seen,
    link: opened,
    signaling,
    people,
    log,
    /** Something of every source comes from now on, or nothing more. */
    async flows(seconds: number, flowing = true) {
      for (let at = 0; at < seconds * 10; at += 1) {
        if (flowing) counts.packets += 5;
        await vi.advanceTimersByTimeAsync(100);
      }
    },
    receive() {
      opened.options.events.received([
        { participant: ben, source: 'camera', track: new FakeTrack('video'), receiver },
      ]);
    },
  };
}

async function running() {
  const stage = begin();
  stage.choice.room.put([{ participant: ben, source: 'camera', track: new FakeTrack('video') }]);
  stage.receive();
  stage.link.change('up');
  await stage.flows(0.5);
  stage.signaling.next('direct:ready').answer({});
  return stage;
}

describe('readiness', () => {
  it('is told once everything that runs has come this way', async () => {
    const { signaling, link, receive, flows, choice } = begin();
    choice.room.put([{ participant: ben, source: 'camera', track: new FakeTrack('video') }]);
    receive();
    link.change('up');
    await flows(0.2, false);
    expect(signaling.asked).toEqual([]);
    await flows(0.5);
    expect(signaling.asked).toEqual(['direct:ready']);
    await flows(2);
    expect(signaling.asked).toEqual(['direct:ready']);
  });

  it('is told at once where nothing runs', () => {
    const { signaling, link } = begin([]);
    expect(signaling.asked).toEqual([]);
    link.change('up');
    expect(signaling.asked).toEqual(['direct:ready']);
  });

  it('is told again when the server could not be reached', () => {
    const { signaling, link, call } = begin([]);
    link.change('up');
    signaling.next('direct:ready').refuse(new SessionError('offline'));
    call.resume();
    signaling.next('direct:ready').refuse(new SessionError('not-direct'));
    call.resume();
    expect(signaling.asked).toEqual(['direct:ready', 'direct:ready']);
  });
});

describe('failure', () => {
  it('is told after three seconds without a connection, once', async () => {
    const { signaling, flows, link } = begin();
    // Until both have said how, there is nothing to connect by.
    await flows(8, false);
    link.options.agreed();
    await flows(2.9, false);
    expect(signaling.asked).toEqual([]);
    await flows(0.2, false);
    expect(signaling.next('direct:failed').payload).toEqual({
      attempt: attempt.attempt,
      reason: 'not-connected',
    });
    await flows(5, false);
    expect(signaling.asked).toEqual(['direct:failed']);
  });

  it('is told where the path breaks and one restart does not mend it', async () => {
    const { signaling, flows, link } = await running();
    link.change('down');
    await flows(0.5, false);
    expect(link.restarts).toBe(1);
    await flows(4, false);
    expect(link.restarts).toBe(1);
    expect(signaling.next('direct:failed').payload).toMatchObject({ reason: 'broken' });
  });

  it('is not told where the restart does', async () => {
    const { signaling, flows, link } = await running();
    link.change('down');
    await flows(1, false);
    link.change('up');
    await flows(15);
    link.change('down');
    await flows(0.5, false);
    expect(link.restarts).toBe(2);
    expect(signaling.asked).toEqual(['direct:ready']);
  });

  it('is not taken from silence while the other one’s line to the server is lost', async () => {
    const { signaling, flows, people, link } = await running();
    people.peer = person(2, { sources: [{ source: 'camera', paused: false }], connection: 'reconnecting' });
    await flows(5, false);
    expect([link.restarts, signaling.asked.length]).toEqual([0, 1]);
  });
});

describe('the end', () => {
  it('comes when both have everything by the room', async () => {
    const { call, link, log, people, flows } = await running();
    people.peer = person(2, { sources: [] });
    call.end('failed');
    expect(link.said).toEqual([{ type: 'switched' }]);
    expect(link.log).toEqual([]);
    link.options.heard({ type: 'switched' });
    expect([link.log, link.closed]).toEqual([['rest'], false]);
    await flows(1.6);
    expect(link.closed).toBe(true);
    expect(log).toEqual(['attach', 'detach', 'closed']);
  });

  it('comes three seconds later at the latest', async () => {
    const { call, link, flows } = await running();
    call.end('failed');
    await flows(2.9);
    expect(link.closed).toBe(false);
    await flows(0.2);
    expect(link.closed).toBe(true);
  });

  it('waits until somebody who comes is there, or what is direct breaks', async () => {
    const { call, link, people, flows } = await running();
    people.peer = person(2, { sources: [] });
    call.end('more-people');
    await flows(0.6);
    expect(link.said).toEqual([]);
    await flows(0.2);
    expect(link.said).toEqual([{ type: 'switched' }]);

    const other = await running();
    other.people.peer = person(2, { sources: [] });
    other.call.end('more-people');
    other.link.change('down');
    expect(other.link.said).toEqual([{ type: 'switched' }]);
  });

  it('comes at once where the other one is gone', async () => {
    const { call, link, people } = await running();
    people.peer = null;
    call.end('failed');
    expect(link.closed).toBe(true);
  });

  it('leaves nothing to be told', async () => {
    const { call, flows, signaling, link } = await running();
    call.close();
    call.resume();
    call.end('failed');
    link.change('failed');
    await flows(5, false);
    expect(signaling.asked).toEqual(['direct:ready']);
  });
});

it('who is heard is told, and oneself as the other one hears it', async () => {
  const { link, log } = await running();
  link.options.heard({ type: 'hears', level: -20 });
  link.options.heard({ type: 'hears', level: null });
  expect(log).toEqual(['attach', 'self -20', 'self null']);
});

describe('what is looked at', () => {
  const place = {};
  const size = { width: 320, height: 180 };
  const views = ({ said }: FakeDirectLink) => said.filter(({ type }) => type === 'views');

  it('is told from when everything is shown, once a change, and of the other one only', async () => {
    const { seen, link, receive, flows, choice } = begin();
    choice.room.put([{ participant: ben, source: 'camera', track: new FakeTrack('video') }]);
    seen.see(place, { participant: ben, source: 'camera', ...size });
    seen.see({}, { participant: personId(3), source: 'camera', ...size });
    receive();
    link.change('up');
    await flows(0.2, false);
    expect(views(link)).toEqual([]);
    await flows(2);
    expect(views(link)).toEqual([{ type: 'views', tiles: [{ source: 'camera', width: 323, height: 203 }] }]);
    seen.see(place, null);
    await flows(0.5);
    expect(views(link).at(-1)).toEqual({ type: 'views', tiles: [] });
  });

  it('is all that is awaited: what is not may stay away, and is awaited again when it is', async () => {
    const { seen, link, flows, signaling } = await running();
    seen.see(place, { participant: ben, source: 'camera', ...size });
    await flows(0.5);
    seen.see(place, null);
    await flows(0.5);
    await flows(10, false);
    expect([link.restarts, signaling.asked]).toEqual([0, ['direct:ready']]);
    seen.see(place, { participant: ben, source: 'camera', ...size });
    await flows(1, false);
    expect(link.restarts).toBe(0);
    await flows(1, false);
    expect(link.restarts).toBe(1);
  });

  it('by the other one is passed on', async () => {
    const { link } = await running();
    link.options.heard({ type: 'views', tiles: [{ source: 'camera', ...size }] });
    link.options.heard({ type: 'views', tiles: [] });
    expect(link.log).toEqual(['look camera', 'look ']);
  });
});
