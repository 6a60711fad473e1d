import type { IncomingHttpHeaders } from 'node:http';

export interface OriginRules {
  /** The origin that people see, or null where none was given. */
  publicUrl: string | null;
  /** Other origins whose pages may connect. */
  allowedOrigins: readonly string[];
}

/**
 * Whether a page of the request's origin may open a socket (RFC 6454): the server's own, that is the one
 * whose host was asked for, the public one, or one that the operator allows. What is not a browser says no
 * origin and is let through: a page of somebody else's cannot leave it out.
 */
export function isAllowedOrigin(headers: IncomingHttpHeaders, rules: OriginRules): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin);
  if (host !== undefined && asked.host === host.toLowerCase()) return true;
  const named = rules.publicUrl === null ? rules.allowedOrigins : [rules.publicUrl, ...rules.allowedOrigins];
  return named.some((allowed) => URL.canParse(allowed) && new URL(allowed).origin === asked.origin);
}
