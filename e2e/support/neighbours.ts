import { randomUUID } from 'node:crypto';
import { ip, Namespace } from './namespace.js';

/** A network of two devices and this machine, in which the line between the two can be cut: a bridge. */
export class Neighbours {
  private constructor(
    private readonly bridge: string,
    /** This machine's address in that network. */
    readonly address: string,
    readonly here: Namespace,
    readonly there: Namespace,
  ) {}

  static async settle(): Promise<Neighbours> {
    // Names of interfaces have at most 15 characters.
    const mark = randomUUID().slice(0, 7);
    const bridge = `hb${mark}`;
    const subnet = `10.214.${1 + (process.pid % 250)}`;
    const address = `${subnet}.1`;
    await ip('link', 'add', bridge, 'type', 'bridge');
    await ip('addr', 'add', `${address}/24`, 'dev', bridge);
    await ip('link', 'set', bridge, 'up');
    const join = async (letter: string, number: number) => {
      const device = await Namespace.add(`${mark}${letter}`, `${subnet}.${number}/24`);
      await ip('link', 'set', device.cable, 'master', bridge);
      await ip('link', 'set', device.cable, 'up');
      return device;
    };
    return new Neighbours(bridge, address, await join('a', 2), await join('b', 3));
  }

  /** Swallows, without a word, all that goes between the two; both still reach this machine. */
  async part(): Promise<void> {
    await this.#isolate('on');
  }

  /** Lets the two reach each other again. */
  async rejoin(): Promise<void> {
    await this.#isolate('off');
  }

  /** Takes everything away again. */
  async remove(): Promise<void> {
    for (const device of [this.here, this.there]) await device.remove();
    await ip('link', 'del', this.bridge);
  }

  /** Whether ports of the bridge pass frames to each other (bridge(8), `isolated`). */
  async #isolate(state: 'on' | 'off'): Promise<void> {
    for (const { cable } of [this.here, this.there]) {
      await ip('link', 'set', cable, 'type', 'bridge_slave', 'isolated', state);
    }
  }
}
