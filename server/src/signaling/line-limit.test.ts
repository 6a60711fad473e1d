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
});
