import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionError, type SessionErrorCode } from './error.js';
import { personId } from './fixture.js';
import { joined, sit } from './seat-fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('somebody whose seat was given up meanwhile', () => {
  /** Was in the call by an invitation, and asks for the seat again after a gap. */
  async function asksAgain(invitation: string | null = 'the key') {
    const sitting = sit(undefined, invitation);
    await sitting.call();
    sitting.down();
    sitting.up();
    return { ...sitting, asked: sitting.line.next('join') };
  }

  it('brings what invited them again, as an owner brings their key', async () => {
    const { asked } = await asksAgain();
    expect(asked.payload).toMatchObject({ ticket: 'ticket-1', invitation: 'the key' });
  });

  it('is not kept out by an invitation that is void by now', async () => {
    const { asked, line, state } = await asksAgain();
    asked.refuse(new SessionError('invitation-void'));
    expect(state()).toMatchObject({ phase: 'in-call', signaling: 'reconnecting' });
    const again = line.next('join');
    expect(again.payload).toMatchObject({ ticket: 'ticket-1' });
    expect(again.payload).not.toHaveProperty('invitation');
    again.answer(joined);
    expect(state()).toMatchObject({ phase: 'in-call', signaling: 'connected' });
  });

  it('asks once without it', async () => {
    const { asked, line, state } = await asksAgain();
    asked.refuse(new SessionError('invitation-void'));
    line.next('join').refuse(new SessionError('invitation-void'));
    expect(state()).toMatchObject({ phase: 'ended', problem: 'invitation-void' });
    expect(line.open).toEqual([]);
  });

  it('waits to be let in, and is back in the call then', async () => {
    const { asked, line, seat, log, state } = await asksAgain(null);
    asked.refuse(new SessionError('waiting'));
    expect(state()).toMatchObject({ phase: 'waiting', signaling: 'connected', you: null, participants: [] });
    expect(log.slice(-2)).toEqual(['line lost', 'unseated']);
    seat.onNotice({ name: 'waiting:answer', payload: { admitted: true } });
    const again = line.next('join');
    expect(again.payload).toMatchObject({ ticket: 'ticket-1', name: 'Ana' });
    again.answer(joined);
    expect(state()).toMatchObject({ phase: 'in-call', signaling: 'connected', you: personId(1) });
    expect(log.at(-1)).toBe('seated');
  });

  it('goes on waiting after the next gap, on a line that counts as any in the lobby', async () => {
    const { asked, line, log, up, down, state } = await asksAgain(null);
    asked.refuse(new SessionError('waiting'));
    down();
    up();
    expect(state()).toMatchObject({ phase: 'waiting', signaling: 'connected' });
    line.next('join').refuse(new SessionError('waiting'));
    expect(state().phase).toBe('waiting');
    expect(log.filter((entry) => entry === 'line lost' || entry === 'unseated')).toEqual([
      'line lost',
      'unseated',
    ]);
  });

  it('is back in the lobby where nobody lets them in, or they wait no longer', async () => {
    const denied = await asksAgain(null);
    denied.asked.refuse(new SessionError('waiting'));
    denied.seat.onNotice({ name: 'waiting:answer', payload: { admitted: false } });
    expect(denied.state()).toMatchObject({ phase: 'lobby', problem: 'not-admitted' });
    const tired = await asksAgain(null);
    tired.asked.refuse(new SessionError('waiting'));
    tired.seat.giveUp();
    tired.line.next('leave');
    tired.down();
    tired.up();
    expect(tired.state()).toMatchObject({ phase: 'lobby', problem: null, signaling: 'connected' });
  });

  it.each<[SessionErrorCode]>([['passcode-needed'], ['passcode-wrong']])(
    'says the passcode in the lobby at %s',
    async (code) => {
      const { asked, line, seat, log, state } = await asksAgain(null);
      asked.refuse(new SessionError(code));
      expect(state()).toMatchObject({ phase: 'lobby', problem: code, signaling: 'connected', you: null });
      expect(log.at(-1)).toBe('unseated');
      void seat.join('Ana', 'open sesame');
      const again = line.next('join');
      expect(again.payload).toMatchObject({ ticket: 'ticket-1', passcode: 'open sesame' });
      again.answer(joined);
      expect(state().phase).toBe('in-call');
    },
  );

  it('hears that the room is locked', async () => {
    const { asked, log, state } = await asksAgain(null);
    asked.refuse(new SessionError('room-locked'));
    expect(state()).toMatchObject({ phase: 'ended', problem: 'room-locked' });
    expect(log.slice(-2)).toEqual(['close', 'ended']);
  });
});
