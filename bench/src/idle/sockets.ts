/**
 * Many sockets to one server, from a process of their own: URL, `bare` or `joined`, how many. Says `ready` when all
 * are there, and keeps them until it is ended.
 */
import { randomUUID } from 'node:crypto';
import { PROTOCOL_VERSION } from '@hangouts/protocol/version';
import { io } from 'socket.io-client';

const ROOM_SIZE = 10;
/** How many connect at once: enough to be quick, few enough that the server's queue stays short. */
const AT_ONCE = 20;

const [url = '', kind = 'bare', count = '1000'] = process.argv.slice(2);
const numbers = Array.from({ length: Number(count) }, (_, index) => index).values();

await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (const number of numbers) await connect(number);
  }),
);
process.stdout.write('ready\n');

/** Connects one socket, and joins its room without media where that is asked for. */
async function connect(number: number): Promise<void> {
  const page = randomUUID();
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { version: PROTOCOL_VERSION, page },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  if (kind !== 'joined') return;
  const room = `idle-${Math.floor(number / ROOM_SIZE)}`;
  const answer: unknown = await socket.emitWithAck('join', { room, name: `Guest ${number}`, page });
  if (typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok !== true) {
    throw new Error(`A join was refused: ${JSON.stringify(answer)}`);
  }
}
