import type { DirectAttempt, Rung } from '@hangouts/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeSignaling, person, personId } from '../fixture.js';
import { RemoteTracks } from '../remote-tracks.js';
import { SeenPlaces } from '../seen-places.js';
import type { AnyNotice } from '../signaling.js';
import type { DirectCallDeps } from './direct-call.js';
import { Ladder } from './ladder.js';
import { RemoteChoice } from './remote-choice.js';

/** Those that have begun. */
const calls: FakeCall[] = [];
/** So many begin. */
const MOST = 2;

class FakeCall {
  isUp = false;
  readonly log: string[] = [];

  constructor(
    readonly attempt: DirectAttempt,
    readonly deps: DirectCallDeps,
  ) {
    if (calls.length >= MOST) throw new Error('this browser has no such connections');
    calls.push(this);
  }

  take = (signal: object) => void this.log.push(`take ${Object.keys(signal).join()}`);
  end = () => void this.log.push('end');
  close = () => void this.log.push('close');
  check = () => void this.log.push('check');
  resume = () => void this.log.push('resume');
  restart = () => void this.log.push('restart');
  report = () => Promise.resolve([]);
}

const ben = personId(2);
const id = (number: number) => `00000000-0000-4000-8000-0000000000a${number}`;

beforeEach(() => void calls.splice(0));
afterEach(() => void vi.restoreAllMocks());

function stage() {
  const signaling = new FakeSignaling();
  const log: string[] = [];
  const people = [person(1), person(2)];
  const choice = new RemoteChoice({
    shown: new RemoteTracks(),
    participants: () => people,
    changed: () => undefined,
  });
  const aims: Rung[] = [];
  vi.spyOn(choice, 'aim').mockImplementation((rung) => void aims.push(rung));
  const load = vi.fn(() => Promise.resolve({ DirectCall: FakeCall }));
  const ladder = new Ladder({
    signaling,
    participants: () => people,
    choice,
    seen: new SeenPlaces(),
    attach: () => undefined,
    hold: (held) => log.push(held ? 'hold' : 'let go'),
    files: { attach: () => log.push('files'), detach: () => log.push('no files') },
    speaking: (who, level) => log.push(`${who === ben ? 'ben' : who} ${level}`),
    report: (worth) => log.push(worth),
    load,
  });
  const attempt = async (number: number) => {
    const before = calls.length;
    ladder.onNotice(attemptNotice(number));
    return begun(before);
  };
  return { ladder, signaling, log, aims, attempt, load };
}

/** The call that is the `index`th to begin, once its code is there. */
function begun(index: number) {
  return vi.waitFor(() => {
    const call = calls[index];
    if (call === undefined) throw new Error('no call has begun');
    return call;
  });
}

const attemptNotice = (number: number): AnyNotice => ({
  name: 'direct:attempt',
  payload: { attempt: id(number), peer: ben, polite: false, iceServers: [] },
});

const candidate = (number: number): AnyNotice => ({
  name: 'direct:signal',
  payload: { attempt: id(number), candidate: null },
});

const end = (number: number): AnyNotice => ({
  name: 'direct:end',
  payload: { attempt: id(number), reason: 'more-people' },
});

const rung = (name: Rung): AnyNotice => ({ name: 'room:rung', payload: { rung: name } });

it('the code is fetched in the lobby, once, where two may meet', () => {
  const { ladder, load } = stage();
  ladder.expect(2);
  expect(load).not.toHaveBeenCalled();
  ladder.expect(1);
  ladder.expect(0);
  expect(load).toHaveBeenCalledOnce();
});

it('an attempt begins a call, which hears what came while its code did', async () => {
  const { ladder, aims } = stage();
  ladder.onNotice(attemptNotice(1));
  ladder.onNotice(candidate(1));
  ladder.onNotice(candidate(9));
  const call = await begun(0);
  ladder.onNotice(candidate(1));
  expect([call.log, aims]).toEqual([['take candidate', 'take candidate'], ['direct']]);
});

it('what belongs to another attempt is passed over', async () => {
  const { ladder, attempt } = stage();
  const first = await attempt(1);
  const second = await attempt(2);
  expect(first.log).toEqual(['close']);
  ladder.onNotice(candidate(1));
  ladder.onNotice(end(1));
  expect([first.log, second.log]).toEqual([['close'], []]);
  ladder.onNotice(candidate(2));
  ladder.onNotice(end(2));
  expect(second.log).toEqual(['take candidate', 'end']);
});

it('an attempt that ends, or gives way to another, while its code comes begins no call', async () => {
  const { ladder } = stage();
  ladder.onNotice(attemptNotice(1));
  ladder.onNotice(end(1));
  ladder.onNotice(attemptNotice(2));
  ladder.onNotice(attemptNotice(3));
  await begun(0);
  expect(calls.map(({ attempt }) => attempt.attempt)).toEqual([id(3)]);
});

it('a browser that has no such connections says so', async () => {
  const { ladder, attempt, signaling } = stage();
  await attempt(1);
  await attempt(2);
  ladder.onNotice(attemptNotice(3));
  await vi.waitFor(() => expect(signaling.open).toHaveLength(1));
  expect(signaling.next('direct:failed').payload).toEqual({ attempt: id(3), reason: 'not-connected' });
});

it('the room holds its media, and the connection is worth what the direct one is, while that carries', async () => {
  const { ladder, log, attempt } = stage();
  const call = await attempt(1);
  ladder.roomIs('connected');
  expect(log.splice(0)).toEqual(['connected']);
  call.deps.heard('peer', -20);
  call.isUp = true;
  ladder.onNotice(rung('direct'));
  call.deps.heard('peer', -20);
  call.deps.heard('self', -30);
  expect(log.splice(0)).toEqual(['hold', 'connected', 'ben -20', 'self -30']);
  call.isUp = false;
  call.deps.changed();
  expect(log.splice(0)).toEqual(['reconnecting']);
  ladder.onNotice(rung('room'));
  ladder.onNotice(end(1));
  call.deps.closed();
  expect(log).toEqual(['let go', 'connected', 'no files', 'connected']);
});

it('what happens is passed on to the call, until it is over', async () => {
  const { ladder, attempt } = stage();
  const call = await attempt(1);
  ladder.peopleChanged();
  ladder.resumed();
  ladder.disturbed();
  ladder.stop();
  ladder.check();
  ladder.resumed();
  expect(call.log).toEqual(['check', 'resume', 'restart', 'close']);
});
