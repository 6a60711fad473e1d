/** What one variable may hold: a schema from its text to the value that the server uses. */
import { isIP } from 'node:net';
import { z } from 'zod';

/** A whole number in a range, in decimal digits alone. */
export function wholeNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max));
}

/** A list with commas between; `item` checks each. An empty list is no value. */
export function list<Item extends z.ZodType<unknown, string>>(item: Item) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .pipe(z.array(item).min(1));
}

export const ipAddress = z.string().refine((text) => isIP(text) !== 0);

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** An IP address or a name in DNS. A text of digits and dots alone is a mistyped address, not a name. */
export const ipOrName = z
  .string()
  .refine((text) => isIP(text) !== 0 || (HOST_NAME.test(text) && !/^[\d.]+$/.test(text)));

/** An IP address, a CIDR range, or one of the ranges that have a name (`loopback`, `linklocal`, `uniquelocal`). */
export const proxyAddress = z.string().refine((text) => {
  if (text === 'loopback' || text === 'linklocal' || text === 'uniquelocal') return true;
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  // A range of all addresses would let anybody write where they come from.
  return bits === undefined || wholeNumber(1, family === 4 ? 32 : 128).safeParse(bits).success;
});

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** An http or https origin, written in any way a browser would take for one; gives it as browsers write it. */
export const origin = z.string().transform((text, context) => {
  const url = parseUrl(text);
  const bare = url !== null && url.username === '' && url.password === '' && url.pathname === '/';
  if (bare && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && !/[?#*]/.test(text)) {
    return url.origin;
  }
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

const ANCESTOR = /^https?:\/\/(\*\.)?[a-z0-9.-]+(:(\d{1,5}|\*))?$/i;

/** Who may frame the page: `self` or an origin, where a host may begin with `*.` (CSP level 3, section 6.4.2). */
export const frameAncestor = z.string().transform((text, context) => {
  if (/^'?self'?$/.test(text)) return "'self'";
  if (ANCESTOR.test(text.replace(/\/$/, ''))) return text.replace(/\/$/, '').toLowerCase();
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

/** STUN or TURN servers as browsers take them: `stun:host:3478`, `turns:host?transport=tcp` (RFC 7064, RFC 7065). */
export function iceUrl(kind: 'stun' | 'turn') {
  return z.string().refine((text) => {
    const [, scheme, bracketed, host = bracketed, port, transport] = ICE_URL.exec(text) ?? [];
    if (host === undefined || scheme?.toLowerCase().replace(/s$/, '') !== kind) return false;
    if (bracketed !== undefined ? isIP(bracketed) !== 6 : !ipOrName.safeParse(host).success) return false;
    if (port !== undefined && !wholeNumber(1, 65_535).safeParse(port).success) return false;
    return transport === undefined || kind === 'turn';
  });
}

const ICE_URL = /^(stuns?|turns?):(?:\[([^\]]+)\]|([^:?]+))(?::(\d+))?(?:\?transport=(udp|tcp))?$/i;

/** A secret text: printable ASCII without spaces, long enough that nobody guesses it. */
export function secretText(min: number) {
  return z
    .string()
    .min(min)
    .max(1_000)
    .regex(/^[\x21-\x7e]+$/);
}
