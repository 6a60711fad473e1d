/** What a process of bots is told, and what it answers. */
import { z } from 'zod';
import type { BotCounts } from './bot.js';

const BotNumber = z.int().min(0);

/**
 * A page of tiles that a bot looks at: so many of the others' cameras, the first being this one in the order in which
 * they came; how large each tile is, in physical pixels.
 */
const Page = z.strictObject({
  tiles: z.int().min(0).max(200),
  first: z.int().min(0),
  width: z.int().min(1),
  height: z.int().min(1),
});
export type Page = z.output<typeof Page>;

export const Command = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('join'),
    server: z.enum(['hangouts', 'floor']),
    url: z.url(),
    room: z.string(),
    name: z.string(),
    layers: z.int().min(0).max(3),
    microphone: z.boolean(),
    receives: z.enum(['nothing', 'uncounted', 'counted']),
  }),
  z.strictObject({ do: z.literal('speak'), bot: BotNumber, level: z.number().min(-126).max(0).nullable() }),
  z.strictObject({
    do: z.literal('send'),
    bot: BotNumber,
    layers: z.int().min(0).max(3),
    microphone: z.boolean(),
  }),
  z.strictObject({ do: z.literal('look'), bot: BotNumber, page: Page }),
  z.strictObject({ do: z.literal('missed'), speaker: BotNumber, bots: z.array(BotNumber) }),
  z.strictObject({ do: z.literal('count'), bots: z.array(BotNumber) }),
  z.strictObject({ do: z.literal('leave'), bot: BotNumber }),
]);
export type Command = z.output<typeof Command>;

export const Call = z.strictObject({ id: z.int(), command: Command });
export type Call = z.output<typeof Call>;

/** To a `join` the bot's number, to a `missed` and a `count` one in the order of the numbers, to the rest nothing. */
export interface Results {
  join: number;
  speak: null;
  send: null;
  look: null;
  missed: (number | null)[];
  count: BotCounts[];
  leave: null;
}

export type Answer =
  { id: number; result: Results[keyof Results]; error?: never } | { id: number; error: string };
