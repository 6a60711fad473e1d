import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

// Linux hands out ports from 32768 up to sockets that ask for any: a server that listens there could lose its
// port to a browser while it is down. The media server's own tests run beside these and use those below.
const FIRST = 29_500;
/** Test files that run at the same time draw from ranges of their own: a port is taken only some time after it was found free. */
const RANGES = 4;
const SIZE = 800;

/** The first of `count` ports in a row that nobody uses, neither for UDP nor for TCP. */
export async function freePorts(count = 1): Promise<number> {
  const range = FIRST + (Number(process.env['VITEST_POOL_ID'] ?? 0) % RANGES) * SIZE;
  for (;;) {
    const first = range + Math.floor(Math.random() * (SIZE - count));
    const ports = Array.from({ length: count }, (_, index) => first + index);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return first;
  }
}

async function isFree(port: number): Promise<boolean> {
  const tcp = createServer();
  const udp = createSocket('udp4');
  try {
    tcp.listen(port, '0.0.0.0');
    await once(tcp, 'listening');
    udp.bind(port, '0.0.0.0');
    await once(udp, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    tcp.close();
    udp.close();
  }
}
