import { networkInterfaces } from 'node:os';
import type { Listening } from './http/http.js';

/** What a machine's interfaces look like to `startMessage`: `os.networkInterfaces()`. */
type Interfaces = ReturnType<typeof networkInterfaces>;

/**
 * What is printed once the server listens: where to open it here, and where from another device.
 * @param host what is listened at; any other than the wildcards is the only address there is
 */
export function startMessage(
  listening: Listening,
  host: string,
  interfaces: Interfaces = networkInterfaces(),
): string {
  const wildcard = host === '0.0.0.0' || host === '::';
  const here = wildcard || host === 'localhost' || host.startsWith('127.') ? 'localhost' : bracketed(host);
  const lines = ['', '  Hangouts is running.', '', `  On this computer:   http://${here}:${listening.port}/`];
  const { tlsPort } = listening;
  if (tlsPort !== null && (wildcard || here !== 'localhost')) {
    const others = wildcard ? lanAddresses(interfaces) : [host];
    for (const [index, address] of others.entries()) {
      const title = index === 0 ? 'On other devices:  ' : '                   ';
      lines.push(`  ${title} https://${bracketed(address)}:${tlsPort}/`);
    }
    if (others.length > 0) {
      lines.push(
        '',
        '  The other device will warn that it does not know the certificate, because this server made it itself:',
        '  choose "Advanced" and then "Continue" once, and camera and microphone work there too.',
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The addresses that a device on the same network can reach, IPv4 first. */
function lanAddresses(interfaces: Interfaces): string[] {
  const all = Object.values(interfaces).flatMap((addresses) => addresses ?? []);
  const reachable = all.filter(
    ({ internal, scopeid, family }) => !internal && (family === 'IPv4' || !scopeid),
  );
  const ofFamily = (family: string) =>
    reachable.filter((address) => address.family === family).map(({ address }) => address);
  return [...ofFamily('IPv4'), ...ofFamily('IPv6')];
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
