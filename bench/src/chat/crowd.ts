/**
 * People of one server who write, from a process of their own: PORT, how many ROOMS, of what SIZE. Says `ready` when all
 * are in; each line `N` it reads has them write N messages in all, each the next when theirs was answered, and it says
 * how many milliseconds went by until every one had come to everybody.
 */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { PROTOCOL_VERSION } from '@hangouts/protocol/version';
import { LeanSocket } from './lean-socket.js';

/** How many come in at once. */
const AT_ONCE = 20;
/** A message as people write them, in characters. */
const TEXT = 'The train is late again, so begin without me; I read it all when I am there. '
  .repeat(2)
  .slice(0, 120);

const [port = 0, rooms = 0, size = 0] = process.argv.slice(2).map(Number);

let missing = 0;
let all = () => {};
const people: LeanSocket[] = [];
const numbers = Array.from({ length: rooms * size }, (_, index) => index).values();
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (const number of numbers) people.push(await comesIn(number));
  }),
);
process.stdout.write('ready\n');

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${await write(Number(line))}\n`);
}

async function comesIn(number: number): Promise<LeanSocket> {
  const page = randomUUID();
  const lean = await LeanSocket.to(port, { version: PROTOCOL_VERSION, page }, () => {
    missing -= 1;
    if (missing === 0) all();
  });
  const room = `chat-${number % rooms}`;
  const answer = await lean.ask('join', { room, name: `Guest ${number}`, page });
  if (!isGood(answer)) throw new Error(`A join was refused: ${answer.slice(0, 300)}`);
  return lean;
}

async function write(messages: number): Promise<number> {
  missing = messages * size;
  const delivered = new Promise<void>((resolve) => {
    all = resolve;
  });
  const begun = performance.now();
  const writers = people.map(async (person, index) => {
    for (let number = index; number < messages; number += people.length) {
      const answer = await person.ask('chat:send', { nonce: randomUUID(), text: TEXT });
      if (!isGood(answer)) throw new Error(`A message was refused: ${answer}`);
    }
  });
  await Promise.all([...writers, delivered]);
  return performance.now() - begun;
}

function isGood(answer: string): boolean {
  return answer.includes('"ok":true', 2);
}
