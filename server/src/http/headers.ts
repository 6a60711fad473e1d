import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Half a year, in seconds. */
const HSTS_AGE = 15_552_000;

const PERMISSIONS = [
  'camera=(self)',
  'microphone=(self)',
  'display-capture=(self)',
  'speaker-selection=(self)',
  'screen-wake-lock=(self)',
  'fullscreen=(self)',
  'autoplay=(self)',
  'picture-in-picture=(self)',
  'geolocation=()',
  'payment=()',
  'usb=()',
].join(', ');

/** What a page of ours may do (CSP level 3). `frameAncestors` are the sources that may frame it; none: nobody. */
export function helmetOptions(frameAncestors: readonly string[]): FastifyHelmetOptions {
  const framed = frameAncestors.length > 0;
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // WebAssembly is compiled, from files of our own: the noise suppression.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        // The dialogs' scroll lock puts a <style> into the page while one is open.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'blob:', 'data:'],
        mediaSrc: ["'self'", 'blob:'],
        // 'self' means the web socket of the same host too.
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: framed ? [...frameAncestors] : ["'none'"],
      },
    },
    // X-Frame-Options knows no list of origins: where framing is allowed, the CSP alone speaks.
    xFrameOptions: framed ? false : { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // Set below, where the certificate is a real one.
    strictTransportSecurity: false,
  };
}

/**
 * Adds the headers that helmet does not know. HSTS goes out over https with a certificate that others vouch
 * for, never with our own: a browser gives nobody a way past a warning on a host that sent it.
 */
export function addHeaders(app: FastifyInstance, trustedCertificate: boolean): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('permissions-policy', PERMISSIONS);
    if (trustedCertificate && request.protocol === 'https' && request.hostname !== 'localhost') {
      reply.header('strict-transport-security', `max-age=${HSTS_AGE}`);
    }
    done();
  });
}
