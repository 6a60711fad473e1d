import { createHmac } from 'node:crypto';
import type { IceServer } from '@hangouts/protocol';

/** The STUN and TURN servers that the operator has, as URLs (RFC 7064, RFC 7065). */
export interface IceConfig {
  stunUrls: readonly string[];
  /** TURN servers, which share `secret` with this one. */
  turn: { urls: readonly string[]; secret: string } | null;
}

/** How long a participant's TURN credentials serve, in seconds. */
const TURN_LIFETIME = 12 * 60 * 60;

/**
 * What one person's browser is to use at a time (milliseconds since the epoch). TURN credentials are their own
 * and short-lived, for `lifetime` seconds: the name holds the end of their time, the password an HMAC-SHA1 of the name
 * (draft-uberti-behave-turn-rest-00, coturn's `use-auth-secret`).
 */
export function iceServersFor(
  config: IceConfig,
  user: string,
  now: number,
  lifetime = TURN_LIFETIME,
): IceServer[] {
  const servers: IceServer[] = [];
  if (config.stunUrls.length > 0) servers.push({ urls: [...config.stunUrls] });
  if (config.turn !== null) {
    const username = `${Math.floor(now / 1_000) + lifetime}:${user}`;
    const credential = createHmac('sha1', config.turn.secret).update(username).digest('base64');
    servers.push({ urls: [...config.turn.urls], username, credential });
  }
  return servers;
}
