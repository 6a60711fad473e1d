import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Loaded before the server: its clock is as far ahead as the file says. Timers go on as they are. */
const AHEAD = `import { readFileSync } from 'node:fs';
const now = Date.now;
Date.now = () => now() + Number(readFileSync(process.env.TEST_CLOCK, 'utf8'));`;

/** The clock of a server of a test, which can be put forward while it runs. */
export class ServerClock {
  #ahead = 0;

  private constructor(private readonly folder: string) {}

  static async make(): Promise<ServerClock> {
    const clock = new ServerClock(await mkdtemp(join(tmpdir(), 'hangouts-clock-')));
    await clock.forward(0);
    return clock;
  }

  /** What a server that goes by this clock is started with. */
  get environment(): Record<string, string> {
    const code = Buffer.from(AHEAD).toString('base64');
    return { TEST_CLOCK: this.#file, NODE_OPTIONS: `--import=data:text/javascript;base64,${code}` };
  }

  /** Puts it forward by so many milliseconds. */
  async forward(by: number): Promise<void> {
    this.#ahead += by;
    await writeFile(this.#file, String(this.#ahead));
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  get #file(): string {
    return join(this.folder, 'ahead');
  }
}
