/**
 * Participants without browsers, from a process of their own, as a benchmark sees them:
 *
 *     const bots = await startBots();
 *     const ana = await bots.join({ server: 'hangouts', url, room: 'r', name: 'Ana', layers: 3, microphone: true });
 *     const ben = await bots.join({ server: 'hangouts', url, room: 'r', name: 'Ben' });
 *     await ana.speak(-30); // dBov; null is silence, as at first
 *     const [before] = await bots.count([ben]); // packets, losses, bytes, frames, key frames
 *     await bots.stop();
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BotCounts, Sent } from './bot.js';
import type { Answer, Call, Command, Page, Results } from './commands.js';

const PROGRAM = fileURLToPath(new URL('main.ts', import.meta.url));
/** How many join at once: each is a few milliseconds of everybody's cryptography. */
const AT_ONCE = 4;
/** How long a process of bots may take to end, in milliseconds. */
const END_LIMIT = 10_000;

type Told<Name extends Command['do']> = Omit<Extract<Command, { do: Name }>, 'do'>;

/**
 * Layers of the camera to publish, none where left out; no microphone where left out. It receives and
 * counts where nothing else is said.
 */
export type Joining = Omit<Told<'join'>, 'layers' | 'microphone' | 'receives'> & Partial<Told<'join'>>;

/** One bot, in its room. */
export interface BotHandle {
  readonly number: number;
  /** How loud its voice is in dBov, or null for silence. */
  speak(level: number | null): Promise<void>;
  /** What it sends of what it publishes, from here on: so many layers, the smallest; and whether its sound. */
  send(sent: Sent): Promise<void>;
  /** What it has in sight from here on, whoever comes and goes. Until then it says nothing, and gets everything. */
  look(page: Page): Promise<void>;
  leave(): Promise<void>;
}

/** Starts a process for bots. @throws Error where it ends at once */
export async function startBots(): Promise<Bots> {
  // Whoever starts it may not run with tsx itself.
  const child = fork(PROGRAM, { serialization: 'advanced', execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`The bots ended with ${code ?? signal}`);
  });
  await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
  return new Bots(child);
}

interface Pending {
  resolve(result: Results[keyof Results]): void;
  reject(error: Error): void;
}

export class Bots {
  readonly #pending = new Map<number, Pending>();
  #nextCall = 0;

  constructor(private readonly child: ChildProcess) {
    child.on('message', (message) => this.#settle(message as Answer));
    child.once('exit', (code, signal) => {
      for (const { reject } of this.#pending.values()) {
        reject(new Error(`The bots ended with ${code ?? signal}`));
      }
      this.#pending.clear();
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** @throws Error as the server refuses, or where no connection comes about */
  async join({
    layers = 0,
    microphone = false,
    receives = 'counted',
    ...joining
  }: Joining): Promise<BotHandle> {
    const number = await this.#call('join', { ...joining, layers, microphone, receives });
    return {
      number,
      speak: async (level) => void (await this.#call('speak', { bot: number, level })),
      send: async (sent) => void (await this.#call('send', { bot: number, ...sent })),
      look: async (page) => void (await this.#call('look', { bot: number, page })),
      leave: async () => void (await this.#call('leave', { bot: number })),
    };
  }

  /** Many, a few at a time; gives them in the order of the list. */
  async joinAll(joining: readonly Joining[]): Promise<BotHandle[]> {
    const waiting = joining.entries();
    const joined: [place: number, bot: BotHandle][] = [];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const [place, one] of waiting) joined.push([place, await this.join(one)]);
      }),
    );
    return joined.toSorted(([one], [other]) => one - other).map(([, bot]) => bot);
  }

  /**
   * How much of the beginning of what somebody says each of these has missed, in milliseconds; null where they have
   * heard nothing of it.
   */
  missed(speaker: BotHandle, bots: readonly BotHandle[]): Promise<(number | null)[]> {
    return this.#call('missed', { speaker: speaker.number, bots: bots.map(({ number }) => number) });
  }

  count(bots: readonly BotHandle[]): Promise<BotCounts[]> {
    return this.#call('count', { bots: bots.map(({ number }) => number) });
  }

  /** Has all of them leave, and ends the process. @throws Error where it does not end by itself */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit', { signal: AbortSignal.timeout(END_LIMIT) });
    this.child.disconnect();
    try {
      await ended;
    } catch (error) {
      this.child.kill('SIGKILL');
      throw new Error('The bots did not end', { cause: error });
    }
  }

  #call<Name extends Command['do']>(name: Name, told: Told<Name>): Promise<Results[Name]> {
    const id = this.#nextCall++;
    const call = { id, command: { do: name, ...told } } as unknown as Call;
    return new Promise<Results[Name]>((resolve, reject) => {
      // The answer to a command is of its own kind: main.ts is checked for that.
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject });
      this.child.send(call);
    });
  }

  #settle(answer: Answer): void {
    const pending = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if (answer.error !== undefined) pending?.reject(new Error(answer.error));
    else pending?.resolve(answer.result);
  }
}
