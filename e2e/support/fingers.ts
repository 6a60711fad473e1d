import type { CDPSession } from 'playwright-core';

interface Point {
  x: number;
  y: number;
}

/** In how many steps a finger goes its way. */
const STEPS = 6;

/** A finger on the screen of a telephone, in CSS pixels of the page. */
export class Fingers {
  private constructor(private readonly protocol: CDPSession) {}

  /** Makes a tab one that is touched, and has no pointer that hovers. */
  static async on(protocol: CDPSession): Promise<Fingers> {
    await protocol.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    const features = [
      { name: 'hover', value: 'none' },
      { name: 'pointer', value: 'coarse' },
    ];
    await protocol.send('Emulation.setEmulatedMedia', { features });
    return new Fingers(protocol);
  }

  async tap(at: Point): Promise<void> {
    await this.#touch('touchStart', at);
    await this.#touch('touchEnd');
  }

  async swipe(from: Point, to: Point): Promise<void> {
    await this.#touch('touchStart', from);
    for (let step = 1; step <= STEPS; step += 1) {
      const part = step / STEPS;
      await this.#touch('touchMove', {
        x: from.x + (to.x - from.x) * part,
        y: from.y + (to.y - from.y) * part,
      });
    }
    await this.#touch('touchEnd');
  }

  async #touch(type: 'touchStart' | 'touchMove' | 'touchEnd', at?: Point): Promise<void> {
    await this.protocol.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
  }
}
