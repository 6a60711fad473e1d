/** How many lines one network may have, so that none takes all that the server has. */
import type { IncomingMessage } from 'node:http';
import { SEAT_KEPT } from '@hangouts/protocol';
import { isOwnMachine } from '../network.js';
import type { Clock } from '../rooms/context.js';
import type { Line } from './line.js';
import type { PageServer } from './page.js';

/**
 * The most lines of one network, those counted too that were lost within `SEAT_KEPT`, whose seats are kept: so it has no
 * more seats either. A school of 500 behind one address does not meet it where everybody has two pages, and everybody's
 * line breaks twice in a minute.
 */
const MOST = 3_000;
/** How many lines of a network above it are told so at once; the others get no line to be told by. */
const TOLD = 20;

export interface LineLimitOptions {
  clock: Pick<Clock, 'after'>;
  networkOf(request: IncomingMessage): string;
  most?: number | undefined;
}

export interface LineLimit {
  /** Whether a request may begin a line: answered at once, before anything is made for it. */
  admits(request: IncomingMessage): boolean;
  /** Whether the line that began with a request is one too many, and has only come to be told so. */
  isTooMany(request: IncomingMessage): boolean;
}

interface Held {
  lines: number;
  told: number;
}

/**
 * Counts the lines of each network. Not those of this machine: it is a proxy that is not trusted, behind which everybody
 * is, or somebody who tries how many it carries.
 */
export function limitLines(io: PageServer, { clock, networkOf, most = MOST }: LineLimitOptions): LineLimit {
  const networks = new Map<string, Held>();
  const excess = new WeakSet<IncomingMessage>();
  const change = (network: string, { lines = 0, told = 0 }: Partial<Held>) => {
    const held = networks.get(network) ?? { lines: 0, told: 0 };
    const next = { lines: held.lines + lines, told: held.told + told };
    if (next.lines + next.told > 0) networks.set(network, next);
    else networks.delete(network);
  };
  io.engine.on('connection', (line: Line) => {
    const network = networkOf(line.request);
    if (isOwnMachine(network)) return;
    if ((networks.get(network)?.lines ?? 0) < most) {
      change(network, { lines: 1 });
      line.once('close', () => clock.after(SEAT_KEPT, () => change(network, { lines: -1 })));
      return;
    }
    excess.add(line.request);
    change(network, { told: 1 });
    line.once('close', () => change(network, { told: -1 }));
  });
  return {
    admits(request) {
      const held = networks.get(networkOf(request));
      return held === undefined || held.lines < most || held.told < TOLD;
    },
    isTooMany: (request) => excess.has(request),
  };
}
