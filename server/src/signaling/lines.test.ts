import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOM } from '../rooms/fixture.js';
import { signalingFixture } from './fixture.js';

let server: Awaited<ReturnType<typeof signalingFixture>>;

beforeEach(async () => {
  server = await signalingFixture();
});

afterEach(() => server.close());

const presences = () => server.rooms.present(ROOM).map(({ presence }) => presence);

describe('a page that came back on a new line', () => {
  it('is not lost with the old one, which the server notices later', async () => {
    const old = await server.connect();
    const { ticket, you } = await old.join();
    const back = await server.connect(old.id);
    expect((await back.join(ticket)).you).toBe(you);
    old.loseLine();
    await expect.poll(() => server.connected()).toBe(1);
    expect(presences()).toEqual(['connected']);
    back.loseLine();
    await expect.poll(presences).toEqual(['reconnecting']);
  });

  it('hears its room, also where Socket.io took it for the one whose line it noticed as lost before', async () => {
    const host = await server.connect();
    await host.join();
    const first = await server.connect();
    await first.join();
    await host.ask('chat:send', { nonce: randomUUID(), text: 'hello' });
    await expect.poll(() => first.names('chat:message')).toHaveLength(1);
    first.loseLine();
    await expect.poll(presences).toEqual(['connected', 'reconnecting']);
    const second = await server.connect(first.recovery);
    // Its line is lost too, and the server has not noticed when the page is back.
    const third = await server.connect(first.recovery);
    second.loseLine();
    await expect.poll(() => server.connected()).toBe(2);
    expect(presences()).toEqual(['connected', 'connected']);
    await host.ask('chat:send', { nonce: randomUUID(), text: 'still there?' });
    await expect.poll(() => third.names('chat:message')).toMatchObject([{ text: 'still there?' }]);
    expect(await third.ask('chat:history', { before: 9 })).toMatchObject({ ok: true });
  });
});

describe('a page whose line was lost', () => {
  it('hears nothing of what was said after it was removed', async () => {
    const host = await server.connect();
    await host.join();
    const ana = await server.connect();
    const { you } = await ana.join();
    await host.ask('chat:send', { nonce: randomUUID(), text: 'hello' });
    await expect.poll(() => ana.names('chat:message')).toHaveLength(1);
    ana.loseLine();
    await expect.poll(presences).toEqual(['connected', 'reconnecting']);
    await host.ask('people:remove', { participant: you });
    await host.ask('chat:send', { nonce: randomUUID(), text: 'among us' });
    const back = await server.connect(ana.recovery);
    await expect.poll(() => back.names('seat:expired')).toHaveLength(1);
    expect(back.heard.map(({ name }) => name)).toEqual(['seat:closed', 'seat:expired']);
  });

  it('is not let into the channels it has left since', async () => {
    const host = await server.connect();
    await host.join();
    const ana = await server.connect();
    await ana.join();
    await host.ask('chat:send', { nonce: randomUUID(), text: 'hello' });
    await expect.poll(() => ana.names('chat:message')).toHaveLength(1);
    ana.loseLine();
    await expect.poll(presences).toEqual(['connected', 'reconnecting']);
    const back = await server.connect(ana.recovery);
    await back.ask('leave', {});
    // A goodbye, after which Socket.io still remembers the state of the gap before.
    back.socket.disconnect();
    await expect.poll(() => server.connected()).toBe(1);
    const again = await server.connect(ana.recovery);
    await host.ask('chat:send', { nonce: randomUUID(), text: 'among us' });
    expect(await again.ask('chat:history', { before: 9 })).toMatchObject({ ok: false });
    expect(again.names('chat:message')).toEqual([]);
  });

  it('takes no seat from the page that holds it', async () => {
    const holder = await server.connect();
    const { ticket } = await holder.join();
    holder.answersChecks = false;
    const reload = await server.connect();
    reload.join(ticket).catch(() => undefined);
    await expect.poll(() => holder.checks).toBe(1);
    reload.loseLine();
    await expect.poll(() => server.counted.refused).toEqual(['not-in-room']);
    expect(server.rooms.present(ROOM)).toMatchObject([{ page: holder.id, presence: 'connected' }]);
  });
});
