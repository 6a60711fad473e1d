/** What is done to the line of one of two people in a call, and to their server. */
import { setTimeout as delay } from 'node:timers/promises';
import type { PhoneNetwork } from '../../../e2e/support/phone-network.js';
import { busiest } from '../../../e2e/support/server.js';
import type { Server } from '../machine/servers.js';

export interface Site {
  network: PhoneNetwork;
  server: Server;
}

export interface Fault {
  name: string;
  /** How long until the pictures of both move again, at most, in milliseconds: the median of all runs. */
  limit: number;
  /** Whether the floor is still there after it. */
  floorSurvives: boolean;
  /** Does it; gives the time from which on is counted, in milliseconds since the epoch. */
  happen(site: Site): Promise<number>;
  /** Undoes what is left of it. */
  undo(site: Site): Promise<void>;
}

export const FAULTS: readonly Fault[] = [
  cut(1, 1_000),
  cut(5, 2_000),
  cut(20, 4_000),
  {
    name: 'another address, from its beginning',
    limit: 3_000,
    floorSurvives: true,
    happen: (site) => begun(() => site.network.renumber('there')),
    undo: ({ network }) => network.renumber('there'),
  },
  {
    name: 'UDP blocked for good, from its beginning',
    limit: 5_000,
    floorSurvives: true,
    happen: (site) => begun(() => site.network.swallow({ protocol: 'udp' })),
    undo: ({ network }) => network.pass(),
  },
  {
    name: 'media worker killed, from its death',
    limit: 2_000,
    floorSurvives: false,
    happen: (site) =>
      begun(async () => {
        process.kill(await busiest(await site.server.workers()), 'SIGKILL');
      }),
    undo: async () => undefined,
  },
];

function cut(seconds: number, limit: number): Fault {
  return {
    name: `UDP cut for ${seconds} s, from its end`,
    limit,
    floorSurvives: true,
    async happen({ network }) {
      await network.swallow({ protocol: 'udp' });
      await delay(seconds * 1_000);
      return begun(() => network.pass());
    },
    undo: async () => undefined,
  };
}

async function begun(action: () => Promise<void>): Promise<number> {
  const before = Date.now();
  await action();
  return before;
}
