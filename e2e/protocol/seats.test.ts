import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let room: string;
/** Somebody else in the room, who sees what happens. */
let witness: Caller;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.stop());

beforeEach(async () => {
  room = `room-${randomUUID()}`;
  ({ caller: witness } = await Caller.joined(server.url, room, 'Witness'));
});

/** A page that brings the ticket of another. */
async function comes(ticket: string, page?: string): Promise<Seated> {
  const caller = await Caller.connect(server.url, page === undefined ? {} : { page });
  return { caller, joined: await caller.join(room, 'Ana', { ticket }) };
}

describe('leaving', () => {
  it('by the button frees the seat at once', async () => {
    const ana = await Caller.joined(server.url, room, 'Ana');
    await ana.caller.get('leave', {});
    expect(await witness.notice('participant:left')).toEqual({ participant: ana.joined.you, reason: 'left' });
  });

  it('by closing the page frees the seat at once', async () => {
    const ana = await Caller.joined(server.url, room, 'Ana');
    ana.caller.leave();
    expect(await witness.notice('participant:left')).toEqual({ participant: ana.joined.you, reason: 'left' });
  });

  it('is no end: the ticket brings the same person back', async () => {
    const ana = await Caller.joined(server.url, room, 'Ana');
    ana.caller.leave();
    await witness.notice('participant:left');
    const back = await comes(ana.joined.ticket);
    expect(back.joined.you).toBe(ana.joined.you);
    const { participant } = await witness.notice(
      'participant:joined',
      (one) => one.participant.id === ana.joined.you,
      2,
    );
    expect(participant.role).toBe('speaker');
  });
});

describe('a lost line', () => {
  it('keeps the seat, shown as reconnecting', async () => {
    const ana = await Caller.joined(server.url, room, 'Ana');
    ana.caller.loseLine();
    const { participant } = await witness.notice('participant:changed');
    expect(participant).toMatchObject({ id: ana.joined.you, connection: 'reconnecting' });
    expect((await witness.get('lobby:enter', { room })).people).toHaveLength(2);

    const back = await comes(ana.joined.ticket, ana.caller.page);
    expect(back.joined.you).toBe(ana.joined.you);
    await witness.notice('participant:changed', (one) => one.participant.connection === 'connected');
    expect(witness.notices('participant:left')).toEqual([]);
  });

  it('is bridged by Socket.io, with what was said meanwhile', async () => {
    const ana = await Caller.joined(server.url, room, 'Ana');
    await witness.get('chat:send', { nonce: randomUUID(), text: 'before' });
    await ana.caller.notice('chat:message');
    const lost = ana.caller.closed();
    ana.caller.loseLine();
    await lost;
    await witness.notice(
      'participant:changed',
      ({ participant }) => participant.connection === 'reconnecting',
    );
    await witness.get('chat:send', { nonce: randomUUID(), text: 'meanwhile' });

    ana.caller.socket.connect();
    await ana.caller.notice('chat:message', ({ text }) => text === 'meanwhile');
    expect(ana.caller.socket.recovered).toBe(true);
    await witness.notice('participant:changed', ({ participant }) => participant.connection === 'connected');
    expect(await ana.caller.refusal('chat:history', { before: 9 })).toBeNull();
  });

  it('is not bridged into a seat that went to another page', async () => {
    const ana = await Caller.joined(server.url, room, 'Ana');
    await witness.get('chat:send', { nonce: randomUUID(), text: 'before' });
    await ana.caller.notice('chat:message');
    const lost = ana.caller.closed();
    ana.caller.loseLine();
    await lost;
    await witness.notice(
      'participant:changed',
      ({ participant }) => participant.connection === 'reconnecting',
    );
    const elsewhere = await comes(ana.joined.ticket);
    expect(elsewhere.joined.you).toBe(ana.joined.you);

    ana.caller.socket.connect();
    await ana.caller.notice('seat:expired');
    expect(await ana.caller.refusal('chat:history', { before: 9 })).toBe('not-in-room');
  });
});

describe('one ticket, one live page', () => {
  it('a reload, whose old page no longer answers, gets its seat', async () => {
    const ana = await Caller.joined(server.url, room, 'Ana');
    ana.caller.answersChecks = false;
    const reloaded = await comes(ana.joined.ticket);
    expect(reloaded.joined.you).toBe(ana.joined.you);
    expect(reloaded.joined.participants.map(({ name }) => name)).toEqual(['Witness', 'Ana']);
    expect(await ana.caller.notice('seat:closed')).toEqual({ code: 'seat-elsewhere' });
    expect(await ana.caller.refusal('chat:history', { before: 9 })).toBe('not-in-room');
  });

  it('a duplicated tab, whose first page answers, is a new person', async () => {
    const ana = await Caller.joined(server.url, room, 'Ana');
    const copy = await comes(ana.joined.ticket);
    expect(copy.joined.you).not.toBe(ana.joined.you);
    expect(copy.joined.participants).toHaveLength(3);
    expect(await ana.caller.refusal('chat:history', { before: 9 })).toBeNull();
  });

  it('a ticket of an earlier generation brings nobody into the seat', async () => {
    const ana = await Caller.joined(server.url, room, 'Ana');
    ana.caller.leave();
    await witness.notice('participant:left');
    const second = await comes(ana.joined.ticket);
    expect(second.joined.you).toBe(ana.joined.you);
    second.caller.leave();
    await witness.notice('participant:left', undefined, witness.heard.length);
    const old = await comes(ana.joined.ticket);
    expect(old.joined.you).not.toBe(ana.joined.you);
    const current = await comes(second.joined.ticket);
    expect(current.joined.you).toBe(ana.joined.you);
  });

  it('two pages that come at the same time with one ticket are two people', async () => {
    const ana = await Caller.joined(server.url, room, 'Ana');
    ana.caller.leave();
    await witness.notice('participant:left');
    const [one, other] = await Promise.all([comes(ana.joined.ticket), comes(ana.joined.ticket)]);
    expect(one.joined.you).not.toBe(other.joined.you);
    expect([one.joined.you, other.joined.you]).toContain(ana.joined.you);
  });
});

describe('who was removed', () => {
  it('is told so, hears no more, and stays out with the ticket', async () => {
    const ana = await Caller.joined(server.url, room, 'Ana');
    await witness.get('people:remove', { participant: ana.joined.you });
    expect(await ana.caller.notice('seat:closed')).toEqual({ code: 'removed' });
    expect(await witness.notice('participant:left')).toEqual({
      participant: ana.joined.you,
      reason: 'removed',
    });
    const heard = ana.caller.heard.length;
    await witness.get('chat:send', { nonce: randomUUID(), text: 'among us' });
    const again = { room, name: 'Ana', page: ana.caller.page, ticket: ana.joined.ticket };
    expect(await ana.caller.refusal('join', again)).toBe('removed');
    expect(ana.caller.heard.slice(heard)).toEqual([]);
  });
});
