import { once } from 'node:events';
import { connect } from 'node:net';
import { SEAT_KEPT } from '@hangouts/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signalingFixture } from './fixture.js';

let server: Awaited<ReturnType<typeof signalingFixture>>;

beforeEach(async () => {
  server = await signalingFixture({ linesPerNetwork: 3, trustProxy: ['127.0.0.1/8'] });
});

afterEach(() => server.close());

const from = (address: string) => ({ 'x-forwarded-for': address });
const SCHOOL = from('203.0.113.7');

async function fill() {
  return [await server.connect({ headers: SCHOOL }), await server.connect({ headers: SCHOOL })] as const;
}

describe('the lines of one network', () => {
  it('are so many at once; one more is told to wait, counted, and takes nothing from others', async () => {
    await fill();
    await server.connect({ headers: SCHOOL, transport: 'polling' });
    for (const transport of ['websocket', 'polling']) {
      await expect(server.connect({ headers: SCHOOL, transport })).rejects.toMatchObject({
        data: { code: 'rate-limited' },
      });
    }
    expect(server.counted.refused).toEqual(['rate-limited', 'rate-limited']);
    await server.connect({ headers: from('198.51.100.20') });
    await server.connect({ headers: from('2001:db8::1') });
  });

  it('count those that were just lost, as long as their seats are kept', async () => {
    const [ana] = await fill();
    const { ticket } = await ana.join();
    ana.loseLine();
    await expect.poll(() => server.connected()).toBe(1);
    // There is room to come back for who was lost.
    const again = await server.connect({ page: ana.id, headers: SCHOOL });
    await again.join(ticket);
    const another = () => server.connect({ headers: SCHOOL });
    await expect(another()).rejects.toMatchObject({ data: { code: 'rate-limited' } });
    server.clock.pass(SEAT_KEPT);
    await another();
    await expect(another()).rejects.toMatchObject({ data: { code: 'rate-limited' } });
  });

  it('are not counted from this machine itself', async () => {
    for (let count = 0; count < 5; count += 1) await server.connect();
    expect(server.connected()).toBe(5);
  });

  it('that are too many take no room from who comes when one has gone', async () => {
    const [ana] = await fill();
    const cem = await server.connect({ headers: SCHOOL });
    const refused = () => server.connect({ headers: SCHOOL }).catch((error: Error) => error.message);
    expect(await Promise.all(Array.from({ length: 20 }, refused))).toEqual(Array(20).fill('rate-limited'));
    ana.socket.disconnect();
    cem.socket.disconnect();
    await expect.poll(() => server.connected()).toBe(1);
    server.clock.pass(SEAT_KEPT);
    await Promise.all([server.connect({ headers: SCHOOL }), server.connect({ headers: SCHOOL })]);
  });

  it('that only come to be told so are few at once; the others are refused before they are lines', async () => {
    await fill();
    await server.connect({ headers: SCHOOL });
    const begin = (address: string) =>
      fetch(`http://localhost:${server.port}/socket.io/?EIO=4&transport=polling`, { headers: from(address) });
    const answers = await Promise.all(Array.from({ length: 20 }, () => begin('203.0.113.7')));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect((await begin('203.0.113.7')).status).toBe(403);
    await expect(server.connect({ headers: SCHOOL })).rejects.toThrow('websocket error');
    expect(server.counted.refused).toEqual(['rate-limited', 'rate-limited']);
    expect((await begin('198.51.100.20')).status).toBe(200);
  });

  it('harm nobody where they are reset before anybody has asked where they come from', async () => {
    const reset = async () => {
      const line = connect(server.port, '127.0.0.1');
      await once(line, 'connect');
      line.write('GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nhost: localhost\r\n\r\n');
      line.resetAndDestroy();
      await once(line, 'close');
    };
    for (let time = 0; time < 20; time += 1) await reset();
    await server.connect({ headers: SCHOOL });
  });
});
