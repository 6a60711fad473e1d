/**
 * A websocket for a server that may be away. Firefox makes each attempt to open one wait longer after each that failed,
 * up to a minute (RFC 6455, section 7.2.3), and says nothing meanwhile: a page that tried until the server was back
 * would find it long after the others. So who has failed once asks plainly first, and tries when there is an answer.
 */
import { WebSocket } from 'socket.io-client';

/** Small, and behind everything that the socket is behind too. */
const ASKED = '/manifest.webmanifest';
/** How long an answer is waited for, in milliseconds. */
const PATIENCE = 4_000;

/** Websockets for Socket.io, which ask first whether the server is there for as long as `failing` says so. */
export function probingWebSocket(failing: () => boolean, probe = isThere): typeof WebSocket {
  return class extends WebSocket {
    override doOpen(): this {
      if (!failing()) return super.doOpen();
      void probe().then((there) => {
        if (this.readyState !== 'opening') return;
        if (there) super.doOpen();
        else this.onError('no answer', null);
      });
      return this;
    }
  };
}

async function isThere(): Promise<boolean> {
  try {
    const { ok, status } = await fetch(ASKED, {
      method: 'HEAD',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
    });
    // Anything else is said by a proxy whose server is away, or that knows of none.
    return ok || status === 429;
  } catch {
    return false;
  }
}
