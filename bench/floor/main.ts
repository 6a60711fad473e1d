/** The floor: the least that mediasoup and Socket.io can do, well written. Its one page, its rooms, no more. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Server } from 'socket.io';
import { serveRooms, startWorkers } from './rooms.js';
import type { ClientToServer, ServerToClient } from './wire.js';

const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' };

interface Served {
  type: string;
  plain: Buffer;
  br: Buffer;
  gzip: Buffer;
}

const {
  PORT = '0',
  RTC_PORT = '0',
  RTC_HOST = '127.0.0.1',
  RTC_ANNOUNCED_ADDRESS,
  WORKERS = '1',
} = process.env;

const folder = import.meta.dirname;
const files = new Map<string, Served>();
for (const name of ['index.html', 'page.js']) {
  const plain = await readFile(join(folder, name));
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  files.set(`/${name}`, { type, plain, br: brotliCompressSync(plain), gzip: gzipSync(plain) });
}

const http = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://floor');
  const file = files.get(pathname === '/page.js' ? pathname : '/index.html');
  if (file === undefined) return response.writeHead(404).end();
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
  response.writeHead(200, {
    'content-type': file.type,
    ...(encoding !== null && { 'content-encoding': encoding }),
    vary: 'accept-encoding',
  });
  response.end(file[encoding ?? 'plain']);
});

const homes = await startWorkers({
  port: Number(RTC_PORT),
  host: RTC_HOST,
  announced: RTC_ANNOUNCED_ADDRESS,
  workers: Number(WORKERS),
});
serveRooms(new Server<ClientToServer, ServerToClient>(http, { serveClient: false }), homes);
http.listen(Number(PORT), () => process.stdout.write(`http://localhost:${PORT}/\n`));
// A page that closes while it is being answered leaves calls to mediasoup that come to nothing.
process.on('unhandledRejection', () => undefined);
process.on('SIGTERM', () => process.exit(0));
