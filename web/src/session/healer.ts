/** Looks after the line of one link at a time: notices that nothing comes any more before ICE does, and acts. */
import { isIll, LOOK_INTERVAL, remedyFor, SILENCE_TOLD } from './healing.js';
import type { MendableLink } from './link.js';
import { Pulse } from './pulse.js';

export interface HealerDeps {
  /** Nothing less than new media helps. */
  renew(): void;
  /** Nothing comes in, though the link takes itself for up (true), or something does again (false). */
  silent(silent: boolean): void;
  /** Whether messages still get through is to be found out. */
  doubt(): void;
}

export class Healer {
  readonly #deps: HealerDeps;
  #link: MendableLink | null = null;
  #pulse = new Pulse();
  #signaling = false;
  #disturbed = false;
  #held = false;
  #restarts = 0;
  #restartedAt: number | null = null;
  #toldSilent = false;
  #looking: ReturnType<typeof setInterval> | undefined;

  constructor(deps: HealerDeps) {
    this.#deps = deps;
  }

  /** Looks after this link from here on, or after none. */
  follow(link: MendableLink | null): void {
    clearInterval(this.#looking);
    this.#link = link;
    this.#pulse = new Pulse();
    this.#disturbed = false;
    this.#toldSilent = false;
    this.#restarts = 0;
    this.#restartedAt = null;
    if (link !== null) this.#looking = setInterval(() => void this.#look(link), LOOK_INTERVAL);
  }

  /** Whether nothing is to come by the link for now. */
  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    // What came until then is not missed.
    this.#pulse = new Pulse();
  }

  /** Whether messages get through. What could not be mended without them is tried as soon as they do. */
  signaling(up: boolean): void {
    const back = up && !this.#signaling;
    this.#signaling = up;
    if (!back) return;
    this.#restarts = 0;
    this.act();
  }

  /** The network may be another, or the machine was asleep. */
  disturbed(): void {
    this.#disturbed = true;
    this.act();
  }

  /** Does what the link needs now. */
  act(): void {
    const link = this.#link;
    if (link === null) return;
    const now = Date.now();
    const condition = {
      state: link.state,
      signaling: this.#signaling,
      silence: this.#pulse.silence(now),
      elsewhere: this.#pulse.elsewhere,
      disturbed: this.#disturbed,
      restarts: this.#restarts,
      sinceRestart: this.#restartedAt === null ? Infinity : now - this.#restartedAt,
    };
    const remedy = remedyFor(condition);
    if (!isIll(condition)) this.#restarts = 0;
    this.#tell(condition.silence >= SILENCE_TOLD && link.state === 'up');
    if (remedy === 'none') return;
    this.#disturbed = false;
    // Where media do not get through, messages may not either, and a socket finds that out late.
    this.#deps.doubt();
    if (remedy === 'renew') {
      this.#deps.renew();
      return;
    }
    this.#restarts += 1;
    this.#restartedAt = now;
    this.#pulse.restarted();
    link.restart();
  }

  async #look(link: MendableLink): Promise<void> {
    const vitals = await link.vitals();
    if (this.#link !== link) return;
    if (!this.#held) this.#pulse.look(vitals, Date.now());
    this.act();
  }

  #tell(silent: boolean): void {
    if (silent === this.#toldSilent) return;
    this.#toldSilent = silent;
    this.#deps.silent(silent);
  }
}
