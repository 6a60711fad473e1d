import { randomUUID } from 'node:crypto';
import type { ChatMessage, History, RequestInput } from '@hangouts/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Caller, type Seated } from '../support/caller.js';
import { NO_RESTRICTIONS } from '../support/rights.js';
import { fetchFile, sendFile } from '../support/sent-files.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let room: string;
/** The host. */
let hana: Seated;
let ana: Seated;
let ben: Seated;

beforeAll(async () => {
  server = await TestServer.start();
});

afterAll(() => server.stop());

beforeEach(async () => {
  room = `room-${randomUUID()}`;
  hana = await Caller.joined(server.url, room, 'Hana');
  ana = await Caller.joined(server.url, room, 'Ana');
  ben = await Caller.joined(server.url, room, 'Ben');
});

function write({ caller }: Seated, text: string, more: Partial<RequestInput<'chat:send'>> = {}) {
  return caller.get('chat:send', { nonce: randomUUID(), text, ...more });
}

async function historyOf({ caller }: Seated): Promise<ChatMessage[]> {
  return (await caller.get('chat:history', { before: Number.MAX_SAFE_INTEGER })).messages;
}

const textsOf = (messages: readonly ChatMessage[]) => messages.map(({ text }) => text);

describe('editing', () => {
  it('changes one’s own message for everybody, and says so', async () => {
    const { sequence } = await write(ana, 'helo');
    const edited = await ana.caller.get('chat:edit', {
      sequence,
      text: ' hello ',
      mentions: [ben.joined.you],
    });
    expect(edited).toMatchObject({ sequence, text: 'hello', edited: expect.any(Number) });
    expect(edited.mentions).toEqual([{ participant: ben.joined.you, name: 'Ben' }]);
    for (const { caller } of [hana, ana, ben]) expect(await caller.notice('chat:changed')).toEqual(edited);
    expect(await historyOf(ben)).toEqual([edited]);
  });

  it('is nobody else’s, host or not', async () => {
    const { sequence } = await write(ana, 'mine');
    for (const { caller } of [ben, hana]) {
      expect(await caller.refusal('chat:edit', { sequence, text: 'yours' })).toBe('not-permitted');
    }
    expect(textsOf(await historyOf(hana))).toEqual(['mine']);
  });

  it('is bounded as writing is, and is of what is there', async () => {
    const { sequence } = await write(ana, 'mine');
    const refusal = (edit: RequestInput<'chat:edit'>) => ana.caller.refusal('chat:edit', edit);
    expect(await refusal({ sequence, text: ' ' })).toBe('message-empty');
    expect(await refusal({ sequence, text: 'x'.repeat(4_001) })).toBe('message-too-long');
    expect(await refusal({ sequence: sequence + 1, text: 'hello' })).toBe('not-found');
    expect(await refusal({ sequence: 0, text: 'hello' })).toBe('invalid');
    const elsewhere = await Caller.joined(server.url, `${room}-2`, 'Ana');
    expect(await elsewhere.caller.refusal('chat:edit', { sequence, text: 'x' })).toBe('not-found');
    await hana.caller.get('people:restrict', {
      participant: ana.joined.you,
      restrictions: { ...NO_RESTRICTIONS, chat: true },
    });
    expect(await refusal({ sequence, text: 'hello' })).toBe('not-permitted');
  });

  it('takes the words from under a file, and leaves it', async () => {
    const { sequence } = await sendFile(ana, { content: 'abc', text: 'See this' });
    const edited = await ana.caller.get('chat:edit', { sequence, text: '' });
    expect(edited).toMatchObject({ text: '', file: { name: 'a.txt' } });
  });
});

describe('deleting', () => {
  it('leaves a place in the chat, and nothing of the text', async () => {
    const { sequence } = await write(ana, 'regretted');
    const deleted = await ana.caller.get('chat:delete', { sequence });
    expect(deleted).toMatchObject({ sequence, text: '', file: null, deleted: 'sender' });
    expect(await ben.caller.notice('chat:changed')).toEqual(deleted);
    const late = await Caller.joined(server.url, room, 'Late');
    expect(late.joined.chat.messages).toEqual([deleted]);
    for (const name of ['chat:delete', 'chat:edit'] as const) {
      const payload = name === 'chat:edit' ? { sequence, text: 'again' } : { sequence };
      expect(await ana.caller.ask(name, payload as RequestInput<typeof name>)).toMatchObject({ ok: false });
    }
  });

  it.each([
    ['host', 'host'],
    ['cohost', 'host'],
    ['speaker', null],
    ['audience', null],
  ] as const)('of others, as %s', async (role, by) => {
    const { sequence } = await write(hana, 'rude');
    if (role !== 'speaker') await hana.caller.get('people:role', { participant: ben.joined.you, role });
    const refusal = await ben.caller.refusal('chat:delete', { sequence });
    expect(refusal).toBe(by === null ? 'not-permitted' : null);
    expect((await historyOf(ana))[0]?.deleted).toBe(by ?? undefined);
  });

  it('is of one’s own also for who may not write any more', async () => {
    const { sequence } = await write(ana, 'regretted');
    await hana.caller.get('people:restrict', {
      participant: ana.joined.you,
      restrictions: { ...NO_RESTRICTIONS, chat: true },
    });
    expect(await ana.caller.refusal('chat:delete', { sequence })).toBeNull();
  });

  it('takes a file’s bytes with it', async () => {
    const { sequence, file } = await sendFile(ana, { content: 'abc' });
    const status = async () => (await fetchFile(server.url, room, file?.id ?? '', ben.joined.ticket)).status;
    expect(await status()).toBe(200);
    await hana.caller.get('chat:delete', { sequence });
    expect(await status()).toBe(404);
  });

  it('reaches a page that lost its line for a moment', async () => {
    const { sequence } = await write(ana, 'regretted');
    await ben.caller.notice('chat:message');
    ben.caller.loseLine();
    await hana.caller.notice('participant:changed', ({ participant }) => participant.name === 'Ben');
    await ana.caller.get('chat:delete', { sequence });
    ben.caller.socket.connect();
    expect(await ben.caller.notice('chat:changed')).toMatchObject({ sequence, deleted: 'sender' });
  });
});

describe('answers and mentions', () => {
  it('an answer names what it answers, which can be asked for', async () => {
    const original = await write(ana, 'a question');
    const answer = await write(ben, 'an answer', { replyTo: original.sequence });
    expect(answer.replyTo).toBe(original.sequence);
    const { messages } = await hana.caller.get('chat:quotes', { sequences: [original.sequence, 99] });
    expect(messages).toEqual([original]);
  });

  it('what is not there, in another room, or deleted, is not answered', async () => {
    const { sequence } = await write(ana, 'a question');
    const elsewhere = await Caller.joined(server.url, `${room}-2`, 'Elsewhere');
    await ana.caller.get('chat:delete', { sequence });
    for (const { caller } of [elsewhere, ben]) {
      const answer = { nonce: randomUUID(), text: 'an answer', replyTo: sequence };
      expect(await caller.refusal('chat:send', answer)).toBe('not-found');
    }
  });

  it('mentions are of those who are there, by the server’s names', async () => {
    const elsewhere = await Caller.joined(server.url, `${room}-2`, 'Elsewhere');
    const mentions = [ben, elsewhere, ben, ana].map(({ joined }) => joined.you);
    const { mentions: mentioned } = await write(ana, '@Ben @Elsewhere', { mentions });
    expect(mentioned).toEqual([{ participant: ben.joined.you, name: 'Ben' }]);
    const many = {
      nonce: randomUUID(),
      text: 'all',
      mentions: Array.from({ length: 21 }, () => ben.joined.you),
    };
    expect(await ana.caller.refusal('chat:send', many)).toBe('invalid');
  });

  it('nothing of a message is the sender’s to say but its text and its address', async () => {
    const forged = {
      participant: ben.joined.you,
      name: 'Ben',
      sequence: 1,
      id: randomUUID(),
      at: 0,
      room: 'elsewhere',
      role: 'host',
      edited: 5,
      deleted: 'host',
      file: { id: 'x', name: 'x', size: 1, type: 'text/html', image: true },
    };
    for (const [key, value] of Object.entries(forged)) {
      const answer = await ana.caller.say('chat:send', { nonce: randomUUID(), text: 'hello', [key]: value });
      expect([key, answer]).toMatchObject([key, { ok: false, error: { code: 'invalid' } }]);
    }
    expect(await historyOf(ana)).toEqual([]);
  });
});

describe('searching', () => {
  it('finds by words, whatever their case, newest first', async () => {
    await write(ana, 'The Cat sat');
    await write(ben, 'no dog');
    const { sequence } = await write(ana, 'another CAT');
    const found = await hana.caller.get('chat:search', { text: 'cat' });
    expect(textsOf(found.messages)).toEqual(['another CAT', 'The Cat sat']);
    const further = await hana.caller.get('chat:search', { text: 'cat', before: sequence });
    expect(textsOf(further.messages)).toEqual(['The Cat sat']);
    expect(further.before).toBeNull();
  });

  it('is for who is in the room, for a text of bounded length, so often', async () => {
    const outside = await Caller.connect(server.url);
    expect(await outside.refusal('chat:search', { text: 'cat' })).toBe('not-in-room');
    for (const text of ['', ' ', 'x'.repeat(101), 'x'.repeat(100_000)]) {
      expect(await ana.caller.refusal('chat:search', { text })).toBe('invalid');
    }
    const answers = [];
    for (let count = 0; count < 25; count += 1)
      answers.push(await ana.caller.refusal('chat:search', { text: 'a' }));
    expect(answers.slice(0, 10)).toEqual(Array(10).fill(null));
    expect(answers.at(-1)).toBe('rate-limited');
    // Writing is another budget.
    await write(ana, 'still here');
  });
});

describe('how long it is kept', () => {
  const keep = (history: History) => hana.caller.get('room:settings', { history });

  it('is the hosts’ to say, and everybody hears it', async () => {
    expect(hana.joined.settings.history).toBe('meeting');
    expect(await ana.caller.refusal('room:settings', { history: 'none' })).toBe('not-permitted');
    await keep({ days: 30 });
    expect(await ben.caller.notice('room:settings')).toMatchObject({ history: { days: 30 }, locked: false });
    for (const history of [{ days: 0 }, { days: 366 }, { days: 1.5 }, 'ever', null]) {
      expect(await hana.caller.say('room:settings', { history })).toMatchObject({
        error: { code: 'invalid' },
      });
    }
  });

  it('with none, who comes late sees nothing that was before, by any way, nor its changes', async () => {
    await keep('none');
    const early = await write(ana, 'early');
    const file = await sendFile(ana, { content: 'early file' });
    const late = await Caller.joined(server.url, room, 'Late');
    expect(late.joined.chat).toEqual({ messages: [], more: false });
    expect(await historyOf(late)).toEqual([]);
    expect((await late.caller.get('chat:search', { text: 'early' })).messages).toEqual([]);
    const { messages } = await late.caller.get('chat:quotes', { sequences: [early.sequence, file.sequence] });
    expect(messages).toEqual([]);
    const response = await fetchFile(server.url, room, file.file?.id ?? '', late.joined.ticket);
    expect(response.status).toBe(404);
    const answer = { nonce: randomUUID(), text: 'what?', replyTo: early.sequence };
    expect(await late.caller.refusal('chat:send', answer)).toBe('not-found');

    await ana.caller.get('chat:edit', { sequence: early.sequence, text: 'early, edited' });
    await ben.caller.notice('chat:changed');
    await write(ben, 'now');
    await late.caller.notice('chat:message', ({ text }) => text === 'now');
    expect(JSON.stringify(late.caller.heard)).not.toContain('early');
    expect(textsOf(await historyOf(late))).toEqual(['now']);
    expect(await historyOf(ben)).toHaveLength(3);
  });

  it.each(['set again', 'undone'])(
    'with none, and that %s, what was said meanwhile stays with those who were there',
    async (how) => {
      await keep('none');
      const early = await write(ana, 'early');
      const file = await sendFile(ana, { content: 'early file' });
      const late = await Caller.joined(server.url, room, 'Late');
      await write(ben, 'between');
      await late.caller.notice('chat:message', ({ text }) => text === 'between');
      if (how === 'undone') {
        const { entries } = await hana.caller.get('order:log', {});
        const entry = entries.find(({ change }) => change?.of === 'history')?.id ?? '';
        await hana.caller.get('order:undo', { entry });
      } else await keep('meeting');
      const later = await Caller.joined(server.url, room, 'Later');
      await write(ben, 'now');

      expect(textsOf(await historyOf(late))).toEqual(['between', 'now']);
      expect(textsOf(await historyOf(later))).toEqual(['now']);
      for (const one of [late, later]) {
        expect((await one.caller.get('chat:search', { text: 'early' })).messages).toEqual([]);
        const sequences = [early.sequence, file.sequence];
        expect(await one.caller.get('chat:quotes', { sequences })).toEqual({ messages: [] });
        const response = await fetchFile(server.url, room, file.file?.id ?? '', one.joined.ticket);
        expect(response.status).toBe(404);
      }
      await ana.caller.get('chat:edit', { sequence: early.sequence, text: 'early, edited' });
      await ben.caller.notice('chat:changed');
      await write(ben, 'last');
      for (const { caller } of [late, later]) {
        await caller.notice('chat:message', ({ text }) => text === 'last');
      }
      expect(JSON.stringify([late.caller.heard, later.caller.heard])).not.toContain('early');
      expect(await historyOf(ben)).toHaveLength(5);

      // As well after a restart.
      await server.kill();
      await server.restart();
      const back = await Caller.connect(server.url);
      const { chat } = await back.join(room, 'Late', { ticket: late.joined.ticket });
      expect(textsOf(chat.messages)).toEqual(['between', 'now', 'last']);
    },
  );

  it('with none, a reload and a restart of the server lose nothing, and the last one who leaves takes it along', async () => {
    await keep('none');
    await write(ana, 'for now');
    ben.caller.leave();
    await ana.caller.notice('participant:left');
    const back = await Caller.connect(server.url);
    const again = await back.join(room, 'Ben', { ticket: ben.joined.ticket });
    expect(textsOf(again.chat.messages)).toEqual(['for now']);
    await server.kill();
    await server.restart();
    const after = await Caller.connect(server.url);
    const third = await after.join(room, 'Ben', { ticket: again.ticket });
    expect(textsOf(third.chat.messages)).toEqual(['for now']);
    // The others' seats are kept for a while: here they come back, and everybody leaves.
    const others = await Promise.all(
      [ana, hana].map(async ({ joined: { ticket } }) => {
        const caller = await Caller.connect(server.url);
        await caller.join(room, 'Somebody', { ticket });
        return caller;
      }),
    );
    for (const caller of [...others, after]) {
      await caller.get('leave', {});
    }
    const next = await Caller.connect(server.url);
    const { chat } = await next.join(room, 'Ben', { ticket: third.ticket });
    expect(chat).toEqual({ messages: [], more: false });
  });
});
