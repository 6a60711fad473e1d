/** Where a worker listens, and what of it pages are told. */
import { isIPv4 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import type { TransportParameters } from '@hangouts/protocol';

type IceCandidate = TransportParameters['iceCandidates'][number];
type Interfaces = NodeJS.Dict<Pick<NetworkInterfaceInfo, 'address' | 'internal'>[]>;

/** Addresses to bind, and those that pages are told: not the same behind a NAT. */
export interface Addresses {
  bind: string[];
  announce: string[];
}

const LINK_LOCAL_IPV6 = /^fe[89ab][0-9a-f]:/i;
const WILDCARDS = new Set(['0.0.0.0', '::']);

// RFC 8445 5.1.2.2 gives host candidates 126; TCP stands below every UDP one (RFC 6544 4.2).
const UDP_PREFERENCE = 126;
const TCP_PREFERENCE = 90;

/**
 * The addresses for a host and a list of announced addresses (may be empty), given `os.networkInterfaces()`.
 * A wildcard becomes every address of this machine, each bound by itself, because an answer from one wildcard
 * socket may leave from another address than the one asked, which ends ICE. Announced addresses that are all
 * this machine's are bound alone.
 */
export function listenAddresses(
  host: string,
  announced: readonly string[],
  interfaces: Interfaces,
): Addresses {
  const local = localAddresses(interfaces);
  const bind = WILDCARDS.has(host) ? (announcedHere(announced, local) ?? local) : [host];
  return { bind, announce: announced.length > 0 ? [...new Set(announced)] : bind };
}

function announcedHere(announced: readonly string[], local: readonly string[]): string[] | null {
  if (announced.length === 0 || !announced.every((address) => local.includes(address))) return null;
  return [...new Set(announced)];
}

/** Network addresses first, IPv4 before IPv6, then loopback: pages check candidates in this order. */
function localAddresses(interfaces: Interfaces): string[] {
  const all = Object.values(interfaces).flatMap((entries) => entries ?? []);
  const rank = (entry: (typeof all)[number]) => (entry.internal ? 2 : 0) + (isIPv4(entry.address) ? 0 : 1);
  const usable = all
    .filter((entry) => !LINK_LOCAL_IPV6.test(entry.address))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((entry) => entry.address);
  return usable.length > 0 ? [...new Set(usable)] : ['127.0.0.1'];
}

/**
 * ICE candidates for announced addresses at a port, UDP before TCP, in the order of the addresses.
 * mediasoup's own would name one address a socket.
 */
export function iceCandidates(addresses: readonly string[], port: number): IceCandidate[] {
  const candidate = (address: string, index: number, protocol: 'udp' | 'tcp'): IceCandidate => ({
    foundation: `${protocol}${index}`,
    priority: candidatePriority(protocol === 'udp' ? UDP_PREFERENCE : TCP_PREFERENCE, index),
    ip: address,
    address,
    protocol,
    port,
    type: 'host',
    ...(protocol === 'tcp' && { tcpType: 'passive' }),
  });
  return [
    ...addresses.map((address, index) => candidate(address, index, 'udp')),
    ...addresses.map((address, index) => candidate(address, index, 'tcp')),
  ];
}

/** RFC 8445 5.1.2.1, for component 1. */
function candidatePriority(typePreference: number, index: number): number {
  return typePreference * 2 ** 24 + (65_535 - index) * 2 ** 8 + 255;
}
