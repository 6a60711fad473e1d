/**
 * The least that passes messages on: Socket.io by itself, with one room a room. What it emits and answers is as large as
 * what the product does; nothing is checked, permitted or kept. Listens on a port of the system's choosing and says it.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Server } from 'socket.io';

type Answer = (answer: unknown) => void;

const http = createServer();
// The heartbeats too are the product's: with many sockets that say little they are most of the work.
const io = new Server(http, { serveClient: false, pingInterval: 10_000, pingTimeout: 4_000 });
let sequence = 0;

io.on('connection', (socket) => {
  let room = '';
  let name = '';
  const participant = randomUUID();
  socket.on('join', async (join: { room: string; name: string }, answer: Answer) => {
    ({ room, name } = join);
    await socket.join(room);
    answer({ ok: true });
  });
  socket.on('chat:send', ({ text }: { text: string }, answer: Answer) => {
    sequence += 1;
    const message = { id: randomUUID(), sequence, participant, name, at: Date.now(), text, file: null };
    io.to(room).emit('chat:message', message);
    answer({ ok: true, data: message });
  });
});

http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`${address.port}\n`);
});
