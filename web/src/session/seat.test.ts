import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionError, type SessionErrorCode } from './error.js';
import { personId } from './fixture.js';
import { joined, room, rtpCapabilities, settled, sit, view } from './seat-fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('joining', () => {
  it('is one question once the lobby has prepared it', async () => {
    const { seat, line, log, identity, wait, state } = sit();
    await wait();
    expect(state()).toMatchObject({ phase: 'lobby', lobby: view, signaling: 'connected' });
    const outcome = seat.join('Ana');
    expect(state().phase).toBe('joining');
    const asked = line.next('join');
    expect(asked.payload).toEqual({ room, name: 'Ana', page: identity.page, rtpCapabilities, direct: true });
    asked.answer(joined);
    await outcome;
    expect(state()).toMatchObject({ phase: 'in-call', you: personId(1) });
    expect(identity.ticket()).toBe('ticket-1');
    expect(log).toEqual(['open', 'seated']);
    expect(line.asked).toEqual(['lobby:enter', 'join']);
  });

  it('before the line is up waits for it and for the device, then asks once', async () => {
    const { seat, line, up } = sit();
    void seat.join('Ana');
    expect(line.asked).toEqual([]);
    up();
    line.next('lobby:enter').answer(view);
    await settled();
    expect(line.asked).toEqual(['lobby:enter', 'join']);
  });

  it('goes without media where the browser has none', async () => {
    const { seat, line, log, wait } = sit(() => Promise.resolve(null));
    await wait();
    void seat.join('Ana');
    const asked = line.next('join');
    expect(asked.payload).not.toHaveProperty('rtpCapabilities');
    asked.answer(joined);
    expect(log.at(-1)).toBe('seated without media');
  });

  it.each<[SessionErrorCode]>([['room-full'], ['removed'], ['name-empty']])(
    'refused with %s is back in the lobby',
    async (code) => {
      const { seat, line, wait, state } = sit();
      await wait();
      const outcome = seat.join('Ana');
      line.next('join').refuse(new SessionError(code));
      await outcome;
      expect(state()).toMatchObject({ phase: 'lobby', problem: code });
    },
  );

  it('is asked again where the server is not ready', async () => {
    const { seat, line, wait, state } = sit();
    await wait();
    void seat.join('Ana');
    line.next('join').refuse(new SessionError('media-unavailable'));
    expect(state().phase).toBe('joining');
    vi.advanceTimersByTime(1_000);
    line.next('join').answer(joined);
    expect(state().phase).toBe('in-call');
  });

  it('without an answer on a line that is up begins with a new line', async () => {
    const { seat, line, log, wait } = sit();
    await wait();
    void seat.join('Ana');
    line.next('join').refuse(new SessionError('offline'));
    expect(log.at(-1)).toBe('reset');
  });
});

describe('waiting to be let in', () => {
  async function waiting() {
    const sitting = sit();
    await sitting.wait();
    const outcome = sitting.seat.join('Ana', 'open sesame');
    sitting.line.next('join').refuse(new SessionError('waiting'));
    await outcome;
    expect(sitting.state().phase).toBe('waiting');
    const answer = (admitted: boolean) =>
      sitting.seat.onNotice({ name: 'waiting:answer', payload: { admitted } });
    return { ...sitting, answer };
  }

  it('ends in the call where a host lets one in', async () => {
    const { line, state, answer } = await waiting();
    answer(true);
    const asked = line.next('join');
    expect(asked.payload).toMatchObject({ name: 'Ana', passcode: 'open sesame' });
    asked.answer(joined);
    expect(state().phase).toBe('in-call');
  });

  it('ends in the lobby, which says so, where a host does not', async () => {
    const { state, answer, line } = await waiting();
    answer(false);
    expect(state()).toMatchObject({ phase: 'lobby', problem: 'not-admitted' });
    answer(true);
    expect(line.asked.at(-1)).toBe('join');
    expect(line.open).toEqual([]);
  });

  it('goes on after a gap, for which the server was asked again', async () => {
    const { line, state, up, down } = await waiting();
    down();
    expect(state().phase).toBe('waiting');
    up(true);
    line.next('join').refuse(new SessionError('waiting'));
    expect(state().phase).toBe('waiting');
  });

  it('is given up at once', async () => {
    const { line, seat, state } = await waiting();
    seat.giveUp();
    expect(state()).toMatchObject({ phase: 'lobby', problem: null });
    line.next('leave');
    void seat.join('Ana');
    line.next('join').answer(joined);
    expect(state().phase).toBe('in-call');
  });
});

describe('an invitation', () => {
  it('is shown at the door, and no more once it is void', async () => {
    const { line, seat, wait, state } = sit(undefined, 'invitation-1');
    await wait();
    void seat.join('Ana');
    const asked = line.next('join');
    expect(asked.payload).toMatchObject({ invitation: 'invitation-1' });
    asked.refuse(new SessionError('invitation-void'));
    expect(state()).toMatchObject({ phase: 'lobby', problem: 'invitation-void' });
    void seat.join('Ana');
    expect(line.next('join').payload).not.toHaveProperty('invitation');
  });
});

describe('a gap in the call', () => {
  it('that Socket.io recovers changes nothing', async () => {
    const { line, log, call, up, down, state } = sit();
    await call();
    down();
    expect(state()).toMatchObject({ phase: 'in-call', signaling: 'reconnecting' });
    up(true);
    expect(state().signaling).toBe('connected');
    expect(line.open).toEqual([]);
    expect(log.slice(-2)).toEqual(['line lost', 'resumed']);
  });

  it('that it does not, asks for the seat again by its ticket', async () => {
    const { line, log, call, up, down, state } = sit();
    await call();
    down();
    up();
    expect(state()).toMatchObject({ phase: 'in-call', signaling: 'reconnecting' });
    const asked = line.next('join');
    expect(asked.payload).toMatchObject({ ticket: 'ticket-1', name: 'Ana' });
    asked.answer({ ...joined, ticket: 'ticket-2' });
    expect(state()).toMatchObject({ phase: 'in-call', signaling: 'connected' });
    expect(log.at(-1)).toBe('seated');
  });

  it('is survived however often it comes', async () => {
    const { line, call, up, down, state } = sit();
    await call();
    down();
    up();
    down();
    up(true);
    line.next('join').answer(joined);
    expect(line.open).toEqual([]);
    expect(state().signaling).toBe('connected');
  });

  it('of a minute is a server that is gone, until it is back', async () => {
    const { line, call, up, down, state } = sit();
    await call();
    down();
    vi.advanceTimersByTime(60_000);
    expect(state()).toMatchObject({ phase: 'in-call', signaling: 'lost', problem: 'server-gone' });
    up();
    line.next('join').answer(joined);
    expect(state()).toMatchObject({ phase: 'in-call', signaling: 'connected', problem: null });
  });

  it('after which the server is not ready, is asked again', async () => {
    const { line, call, up, down, state } = sit();
    await call();
    down();
    up();
    for (let attempt = 0; attempt < 20; attempt += 1) {
      line.next('join').refuse(new SessionError('internal'));
      vi.advanceTimersByTime(10_000);
    }
    line.next('join').answer(joined);
    expect(state().phase).toBe('in-call');
  });

  it('in which one was removed ends the call', async () => {
    const { line, log, call, up, down, state } = sit();
    await call();
    down();
    up();
    line.next('join').refuse(new SessionError('removed'));
    expect(state()).toMatchObject({ phase: 'ended', problem: 'removed' });
    expect(log.slice(-2)).toEqual(['close', 'ended']);
  });

  it('in which the server changed its version ends the call', async () => {
    const { seat, call, down, state } = sit();
    await call();
    down();
    seat.refused(new SessionError('protocol-version'));
    expect(state()).toMatchObject({ phase: 'ended', problem: 'protocol-version' });
  });
});

describe('the seat', () => {
  it('that has lapsed is taken again', async () => {
    const { seat, line, call, state } = sit();
    await call();
    seat.onNotice({ name: 'seat:expired', payload: {} });
    seat.lapsed();
    line.next('join').answer(joined);
    expect(line.open).toEqual([]);
    expect(state().signaling).toBe('connected');
  });

  it('that another page took is gone, with its ticket', async () => {
    const { seat, identity, call, state } = sit();
    await call();
    seat.onNotice({ name: 'seat:closed', payload: { code: 'seat-elsewhere' } });
    expect(state()).toMatchObject({ phase: 'ended', problem: 'seat-elsewhere' });
    expect(identity.ticket()).toBeNull();
  });

  it('is left at once, line or no line, and can be taken again', async () => {
    const { seat, line, log, call, up, down, state } = sit();
    await call();
    down();
    seat.leave(null);
    expect(state()).toMatchObject({ phase: 'ended', problem: null });
    expect(log.slice(-2)).toEqual(['close', 'ended']);
    const outcome = seat.join('Ana');
    expect(log.at(-1)).toBe('open');
    up();
    line.next('join').answer(joined);
    await outcome;
    expect(state()).toMatchObject({ phase: 'in-call', signaling: 'connected' });
  });
});
