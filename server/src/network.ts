import { createHmac } from 'node:crypto';
import ipaddr from 'ipaddr.js';

/** The bits of an IPv6 address that one household or device has in common. */
const IPV6_NETWORK = 64;

/**
 * The network that an address stands for: an IPv4 address itself, of an IPv6 address its /64. Those whose line broke off
 * before anybody asked for its address (undefined) are one network.
 */
export function networkOf(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return address ?? '';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${IPV6_NETWORK}`).toString()}/${IPV6_NETWORK}`;
}

/** Whether a network, as `networkOf` names it, is this machine's own. */
export function isOwnMachine(network: string): boolean {
  return network === '::/64' || network.startsWith('127.');
}

/**
 * A name for the network of an address that is kept in place of it: the same each time, and of no use to who does not
 * have the key. Null for this machine itself.
 */
export function networkName(address: string, key: Uint8Array): string | null {
  const network = networkOf(address);
  if (isOwnMachine(network)) return null;
  return createHmac('sha256', key).update(network).digest('base64url');
}
