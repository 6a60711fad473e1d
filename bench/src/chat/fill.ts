import { randomUUID } from 'node:crypto';
import { PROTOCOL_VERSION } from '@hangouts/protocol/version';
import { LeanSocket } from './lean-socket.js';

/** How many write at the same time, and how many messages each: what one may write at once. */
const WRITERS = 20;
const EACH = 50;

/** Has people come into a room, write, and leave again, until so many messages stand there. */
export async function fillChat(options: { port: number; room: string; messages: number }): Promise<void> {
  const { port, room, messages } = options;
  for (let written = 0; written < messages; written += WRITERS * EACH) {
    const share = Math.min(WRITERS * EACH, messages - written);
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        const page = randomUUID();
        const line = await LeanSocket.to(port, { version: PROTOCOL_VERSION, page }, () => undefined);
        await line.ask('join', { room, name: `Writer ${writer}`, page });
        for (let number = writer; number < share; number += WRITERS) {
          const text = `Message ${written + number + 1} of many.${' It is a long one.'.repeat(number % 7)}`;
          await line.ask('chat:send', { nonce: randomUUID(), text });
        }
        await line.ask('leave', {});
        line.end();
      }),
    );
  }
}
