/** How many lines one network may have, so that none takes all that the server has. */
import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { SEAT_KEPT } from '@hangouts/protocol';
import { isOwnMachine } from '../network.js';
import type { Clock } from '../rooms/context.js';
import type { PageServer } from './page.js';

/**
 * The most lines of one network, those counted too that were lost within `SEAT_KEPT`, whose seats are kept: so it has no
 * more seats either. A school of 500 behind one address does not meet it where everybody has two pages, and everybody's
 * line breaks twice in a minute.
 */
const MOST = 3_000;
/** How many lines above it are told so at once; the others are closed without a word, which costs next to nothing. */
const TOLD = 100;

export interface LineLimit {
  clock: Pick<Clock, 'after'>;
  networkOf(request: IncomingMessage): string;
  /** A line was closed without a word. */
  refused(): void;
  most?: number | undefined;
}

/** A line as Engine.io hands it on. */
interface Line extends EventEmitter {
  request: IncomingMessage;
  close(discard: boolean): void;
}

/**
 * Counts the lines of each network; gives whether that which began with a request is one too many. Not those of this
 * machine: it is a proxy that is not trusted, behind which everybody is, or somebody who tries how many it carries.
 */
export function limitLines(
  io: PageServer,
  { clock, networkOf, refused, most = MOST }: LineLimit,
): (request: IncomingMessage) => boolean {
  const lines = new Map<string, number>();
  const excess = new WeakSet<IncomingMessage>();
  let told = 0;
  const free = (network: string) => {
    const left = (lines.get(network) ?? 0) - 1;
    if (left > 0) lines.set(network, left);
    else lines.delete(network);
  };
  io.engine.on('connection', (line: Line) => {
    const network = networkOf(line.request);
    if (isOwnMachine(network)) return;
    const held = lines.get(network) ?? 0;
    if (held < most) {
      lines.set(network, held + 1);
      line.once('close', () => clock.after(SEAT_KEPT, () => free(network)));
      return;
    }
    excess.add(line.request);
    if (told >= TOLD) {
      refused();
      line.close(true);
      return;
    }
    told += 1;
    line.once('close', () => (told -= 1));
  });
  return (request) => excess.has(request);
}
