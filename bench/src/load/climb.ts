/** Rooms of ten who all publish and all look at each other: what a server carries until it loses packets. */
import { setTimeout as delay } from 'node:timers/promises';
import type { BotHandle, Bots } from '../bots/bots.js';
import type { Server } from '../machine/servers.js';
import { processorTime } from '../machine/processes.js';
import { observe, type Stretch } from './load.js';

export const ROOM_SIZE = 10;
/** How many of a room count what they receive: all ten receive alike. */
const COUNTING = 2;
const LAYERS = 3;
const VOICE_LEVEL = -30;
/** A page of three by three on a window of 1280 by 720 pixels. */
const PAGE = { tiles: 9, first: 0, width: 426, height: 240 };

/** Milliseconds: until what a new room made everybody ask for has come, and how long is measured. */
const SETTLE = 3_000;
const MEASURED = 4_000;

/** A server is at its limit where this share of the packets is lost. */
const LOSS_LIMIT = 0.01;
/** The bots are at theirs where they use this much of their cores. */
const BOTS_LIMIT = 0.95;

/** What a server carried, in one step of a climb. */
export interface Carried {
  participants: number;
  /** Forwarded by the server, a second. */
  packets: number;
  /** Of the packets, 0 to 1. */
  loss: number;
  /** How much of one core the server and its workers used, 0 to 1. */
  share: number;
  /** How much of that the workers did. */
  workers: number;
  /** What ended the climb after this step. */
  end: 'server' | 'bots';
}

export interface Climb {
  server: Server;
  kind: 'hangouts' | 'floor';
  bots: Bots;
  /** How many cores the bots have. */
  botCores: number;
}

/** Fills room after room, a quarter more each time, until packets are lost; gives the last step without. */
export async function climb({ server, kind, bots, botCores }: Climb): Promise<Carried> {
  const counting: BotHandle[] = [];
  let rooms = 0;
  let best: Omit<Carried, 'end'> = { participants: 0, packets: 0, loss: 0, share: 0, workers: 0 };
  for (;;) {
    const more = Math.max(1, Math.round(rooms / 4));
    try {
      for (let room = 0; room < more; room += 1) {
        counting.push(...(await fillRoom(bots, { server: kind, url: urlOf(server), room: `full-${rooms}` })));
        rooms += 1;
      }
    } catch {
      // A server that does not answer any more carries no more.
      return { ...best, end: 'server' };
    }
    await delay(SETTLE);
    const botsBefore = await processorTime(bots.pid);
    const end = await observe(server, bots, counting);
    await delay(MEASURED);
    const stretch = await end();
    const botsShare = (await processorTime(bots.pid)) - botsBefore;
    const step = { participants: rooms * ROOM_SIZE, ...figures(stretch) };
    const botsFull = botsShare / (stretch.seconds * 1e6 * botCores) > BOTS_LIMIT;
    if (step.loss >= LOSS_LIMIT)
      return { ...best, end: botsFull && step.share < BOTS_LIMIT ? 'bots' : 'server' };
    best = step;
    if (botsFull) return { ...best, end: 'bots' };
  }
}

function figures({ packets, lost, seconds, processor, workers }: Stretch) {
  return {
    packets: (packets / seconds) * (ROOM_SIZE / COUNTING),
    loss: packets + lost === 0 ? 1 : lost / (packets + lost),
    share: processor / (seconds * 1e6),
    workers: workers / (seconds * 1e6),
  };
}

/** Gives those who count. One speaks, as in a conversation. */
async function fillRoom(
  bots: Bots,
  room: { server: 'hangouts' | 'floor'; url: string; room: string },
): Promise<BotHandle[]> {
  const people = await bots.joinAll(
    Array.from({ length: ROOM_SIZE }, (_, index) => ({
      ...room,
      name: `Person ${index + 1}`,
      layers: LAYERS,
      microphone: true,
      receives: index < COUNTING ? ('counted' as const) : ('uncounted' as const),
    })),
  );
  await people[0]?.speak(VOICE_LEVEL);
  await Promise.all(people.map((person) => person.look(PAGE)));
  return people.slice(0, COUNTING);
}

function urlOf({ port }: Server): string {
  return `http://localhost:${port}`;
}
