import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import { parseCookie, stringifySetCookie } from 'cookie';
import { networkOf } from '../network.js';
import type { Visitor } from '../rooms/identity-port.js';
import type { PageServer } from './page.js';

export interface VisitorOptions {
  /** Addresses and CIDR ranges of proxies whose forwarding headers count. */
  trustProxy: readonly string[];
  /** What browsers' cookies are signed with. */
  browserKey: Uint8Array;
  /** Whether people see this server by https alone. */
  secure: boolean;
  log: ProxyLog;
}

export interface ProxyLog {
  warn(details: object, message: string): void;
}

const COOKIE = 'hangouts-browser';
/** Longer than any meeting, in seconds. */
const COOKIE_LASTS = 30 * 24 * 60 * 60;

/**
 * Tells from where the pages come. Each browser gets a cookie with a random name for itself, so that whoever was
 * removed from a meeting is known again; it is sent to nothing but the socket.
 */
export function knowVisitors(io: PageServer, options: VisitorOptions): (request: IncomingMessage) => Visitor {
  const browsers = new WeakMap<IncomingMessage, string>();
  const trust = proxyAddr.compile([...options.trustProxy]);
  const notice = noticeStrangeProxy(trust, options.log);

  const browserOf = (request: IncomingMessage): string => {
    const known = browsers.get(request) ?? readBrowser(request.headers.cookie, options.browserKey);
    const browser = known ?? randomBytes(16).toString('base64url');
    browsers.set(request, browser);
    return browser;
  };

  io.engine.on('initial_headers', (headers: Record<string, string>, request: IncomingMessage) => {
    headers['set-cookie'] = stringifySetCookie({
      name: COOKIE,
      value: signed(browserOf(request), options.browserKey),
      path: io.path(),
      httpOnly: true,
      sameSite: 'lax',
      secure: options.secure,
      maxAge: COOKIE_LASTS,
    });
  });

  return (request) => {
    notice(request);
    // Node knows no address of a line that was reset meanwhile; the types of `proxyAddr` do not say so.
    const address: string | undefined = proxyAddr(request, trust);
    return { browser: browserOf(request), network: networkOf(address) };
  };
}

/**
 * Says once, to the operator, that a proxy passes people on which the configuration does not name. Whoever wants to can
 * send such a header, and is worth no second line.
 */
function noticeStrangeProxy(trust: (address: string, hop: number) => boolean, log: ProxyLog) {
  let noticed = false;
  return ({ headers, socket: { remoteAddress } }: IncomingMessage) => {
    if (noticed || headers['x-forwarded-for'] === undefined || remoteAddress === undefined) return;
    if (trust(remoteAddress, 0)) return;
    noticed = true;
    log.warn(
      { proxy: remoteAddress },
      'a proxy passes people on that TRUST_PROXY does not name: all who come by it share what one network may take',
    );
  };
}

/** The browser that a `Cookie` header names (RFC 6265, section 4.2), or null where we did not sign it. */
export function readBrowser(header: string | undefined, key: Uint8Array): string | null {
  const [browser = '', signature = ''] = (parseCookie(header ?? '')[COOKIE] ?? '').split('.');
  const [given, right] = [Buffer.from(signature, 'base64url'), signatureOf(browser, key)];
  return given.length === right.length && timingSafeEqual(given, right) ? browser : null;
}

/** A browser's name as its cookie holds it. */
export function signed(browser: string, key: Uint8Array): string {
  return `${browser}.${signatureOf(browser, key).toString('base64url')}`;
}

function signatureOf(browser: string, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(browser).digest();
}
