import type { WebSocketRoute } from 'playwright-core';
import type { ErrorCode, NoticeName, Notice, RequestName } from '@hangouts/protocol';
import { errorReply } from '@hangouts/protocol/errors';
import type { ChromiumTab } from './chromium.js';

/** A page's line to the server, on which a story answers in its place: for what a server seldom says. */
export class Wire {
  readonly #refused = new Map<string, ErrorCode>();
  readonly #held = new Set<string>();
  #way: WebSocketRoute | null = null;
  #cut = false;
  #refusal: ErrorCode | null = null;

  /** Goes between a tab and the server, for every page that is opened in it from here on. */
  static async of({ page }: ChromiumTab): Promise<Wire> {
    const wire = new Wire();
    // Where no websocket opens, Socket.io asks by HTTP.
    await page.route(/\/socket\.io\//, (route) => (wire.#cut ? route.abort() : route.continue()));
    await page.routeWebSocket(/\/socket\.io\//, (way) => wire.#between(way));
    return wire;
  }

  /** From now on the server says no to this; null: it answers again. */
  refuse(name: RequestName, code: ErrorCode | null): void {
    if (code === null) this.#refused.delete(name);
    else this.#refused.set(name, code);
  }

  /** From now on this gets no answer, or gets one again. */
  hold(name: RequestName, held: boolean): void {
    if (held) this.#held.add(name);
    else this.#held.delete(name);
  }

  /** The page hears this as if the server had said it. */
  tell<E extends NoticeName>(name: E, payload: Notice<E>): void {
    if (this.#way === null) throw new Error('the page has no line yet');
    this.#way.send(`42${JSON.stringify([name, payload])}`);
  }

  /** From now on the server takes no page, or takes pages again. */
  turnAway(code: ErrorCode | null): void {
    this.#refusal = code;
  }

  /** The line is gone, and no new one is had until it is mended. */
  async cut(): Promise<void> {
    this.#cut = true;
    await this.#way?.close();
  }

  mend(): void {
    this.#cut = false;
  }

  #between(way: WebSocketRoute): void {
    if (this.#cut) {
      void way.close();
      return;
    }
    this.#way = way;
    const there = way.connectToServer();
    way.onMessage((message) => {
      const text = String(message);
      // Socket.io, version 5: "0" asks to be taken, "2" is an event with its number, name and payload.
      if (this.#refusal !== null && text.startsWith('40')) {
        way.send(`44${JSON.stringify({ message: this.#refusal, data: errorReply(this.#refusal) })}`);
        return;
      }
      const [, number, name] = /^4(?:2|5\d+-)(\d+)\["([^"]+)"/.exec(text) ?? [];
      if (name !== undefined && this.#held.has(name)) return;
      const code = name === undefined ? undefined : this.#refused.get(name);
      if (code === undefined) there.send(message);
      else way.send(`43${number}${JSON.stringify([{ ok: false, error: errorReply(code) }])}`);
    });
  }
}
