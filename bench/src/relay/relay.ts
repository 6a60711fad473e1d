/**
 * A line between pages and a server: UDP and TCP with delay, jitter, loss, reordering and cuts, which this
 * kernel's own queues do not offer. Media need an address of their own for it: mediasoup announces another
 * address than its own, but no other port.
 */
import { CLEAR, type LineConditions } from './delay-line.js';
import type { RelayOptions } from './endpoint.js';
import { TcpRelay } from './tcp-relay.js';
import { UdpRelay } from './udp-relay.js';

export interface Relay {
  /** Changes what is named and keeps the rest; holds from here on, both ways. */
  set(conditions: Partial<LineConditions>): void;
  /** Breaks every TCP connection; new ones are taken. */
  reset(): void;
  close(): void;
}

/** What to relay, and over which protocols. */
export interface Route extends RelayOptions {
  protocols: readonly ('udp' | 'tcp')[];
}

/**
 * Starts relays for all routes with the same conditions.
 * @throws where an address cannot be bound; nothing is left listening
 */
export async function startRelay(
  routes: readonly Route[],
  conditions: Partial<LineConditions>,
): Promise<Relay> {
  let current = { ...CLEAR, ...conditions };
  const relays: (UdpRelay | TcpRelay)[] = [];
  const close = () => {
    for (const relay of relays) relay.close();
  };
  try {
    for (const { protocols, ...options } of routes) {
      if (protocols.includes('udp')) relays.push(await UdpRelay.start(options, current));
      if (protocols.includes('tcp')) relays.push(await TcpRelay.start(options, current));
    }
  } catch (error) {
    close();
    throw error;
  }
  return {
    set(changed) {
      current = { ...current, ...changed };
      for (const relay of relays) relay.set(current);
    },
    reset() {
      for (const relay of relays) if (relay instanceof TcpRelay) relay.reset();
    },
    close,
  };
}
