import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './read.js';

describe('what an empty environment gives', () => {
  it('is every default', () => {
    expect(readConfig({})).toEqual({
      host: '0.0.0.0',
      port: 3000,
      publicUrl: null,
      tls: { mode: 'self', port: 3443, files: null },
      trustProxy: [],
      allowedOrigins: [],
      frameAncestors: [],
      dataDir: resolve('data'),
      secret: null,
      roomLimit: null,
      media: {
        workers: availableParallelism(),
        port: 10_000,
        host: '0.0.0.0',
        announcedAddresses: null,
        workerBinary: null,
      },
      direct: { offered: true, stunUrls: [], turn: null, stepDownDelay: 30_000 },
      logLevel: 'info',
      metricsToken: null,
    });
  });

  it('is the same where every variable is empty', () => {
    const empty = {
      PORT: '',
      HOST: ' ',
      TLS: '',
      SECRET: '',
      DATABASE_URL: '',
      TURN_SECRET: '',
      RTC_PORT: '',
    };
    expect(readConfig(empty)).toEqual(readConfig({}));
  });
});

describe('values that are taken', () => {
  it.each([
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '65535' }, { port: 65_535 }],
    [{ HOST: '::1' }, { host: '::1', media: { host: '::1' } }],
    [{ HOST: 'localhost' }, { host: 'localhost', media: { host: '127.0.0.1' } }],
    [{ RTC_HOST: '10.0.0.1' }, { media: { host: '10.0.0.1' } }],
    [{ PUBLIC_URL: 'https://Hangouts.example:443/' }, { publicUrl: 'https://hangouts.example' }],
    [{ TLS: 'off' }, { tls: { mode: 'off' } }],
    [
      { TLS_CERT: '/a/cert.pem', TLS_KEY: '/a/key.pem', TLS_PORT: '8443' },
      { tls: { mode: 'self', port: 8443, files: { certificate: '/a/cert.pem', key: '/a/key.pem' } } },
    ],
    [{ TRUST_PROXY: '10.0.0.0/8, ::1,loopback' }, { trustProxy: ['10.0.0.0/8', '::1', 'loopback'] }],
    [
      { ALLOWED_ORIGINS: 'https://a.example,http://B.example:80' },
      { allowedOrigins: ['https://a.example', 'http://b.example'] },
    ],
    [
      { FRAME_ANCESTORS: 'self, https://*.school.example' },
      { frameAncestors: ["'self'", 'https://*.school.example'] },
    ],
    [{ FRAME_ANCESTORS: "'none'" }, { frameAncestors: [] }],
    [{ WORKERS: '1', RTC_PORT: '65535' }, { media: { workers: 1, port: 65_535 } }],
    [
      { RTC_ANNOUNCED_ADDRESS: '192.0.2.1,media.example' },
      { media: { announcedAddresses: ['192.0.2.1', 'media.example'] } },
    ],
    [{ ROOM_LIMIT: '12' }, { roomLimit: 12 }],
    [{ DIRECT: 'off' }, { direct: { offered: false } }],
    [{ DIRECT: 'on', STEP_DOWN_DELAY: '0' }, { direct: { offered: true, stepDownDelay: 0 } }],
    [
      { STUN_URLS: 'stun:stun.example, stuns:[2001:db8::1]:5349,STUN:192.0.2.1' },
      { direct: { stunUrls: ['stun:stun.example', 'stuns:[2001:db8::1]:5349', 'STUN:192.0.2.1'] } },
    ],
    [
      { TURN_URLS: 'turn:turn.example:3478?transport=udp,turns:turn.example', TURN_SECRET: 'between-us' },
      {
        direct: {
          turn: {
            urls: ['turn:turn.example:3478?transport=udp', 'turns:turn.example'],
            secret: 'between-us',
          },
        },
      },
    ],
    [{ LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    [{ PORT: '10000', HOST: '127.0.0.1', RTC_HOST: '127.0.0.2' }, { port: 10_000 }],
  ])('%j', (env, expected) => {
    expect(readConfig(env)).toMatchObject(expected);
  });
});

describe('values that stop the start', () => {
  it.each([
    [{ PORT: '65536' }, 'PORT', '"65536"'],
    [{ PORT: '-1' }, 'PORT', '"-1"'],
    [{ PORT: '80.5' }, 'PORT', '"80.5"'],
    [{ PORT: 'abc\ndef' }, 'PORT', '"abc\\ndef"'],
    [{ PORT: '0x50' }, 'PORT', '"0x50"'],
    [{ TLS_PORT: '3000' }, 'TLS_PORT', '"3000"'],
    [{ TLS_PORT: '99999', TLS: 'off' }, 'TLS_PORT', '"99999"'],
    [{ PORT: '10000' }, 'PORT', '"10000"'],
    [{ RTC_PORT: '3442', WORKERS: '2' }, 'TLS_PORT', '"3443"'],
    [{ HOST: 'example' }, 'HOST', '"example"'],
    [{ HOST: '256.0.0.1' }, 'HOST', '"256.0.0.1"'],
    [{ RTC_HOST: 'localhost' }, 'RTC_HOST', '"localhost"'],
    [{ PUBLIC_URL: 'hangouts.example' }, 'PUBLIC_URL', '"hangouts.example"'],
    [{ PUBLIC_URL: 'https://hangouts.example/sub' }, 'PUBLIC_URL', 'without a path'],
    [{ PUBLIC_URL: 'ftp://hangouts.example' }, 'PUBLIC_URL', 'ftp:'],
    [{ TLS: 'on' }, 'TLS', 'self or off'],
    [{ TLS_CERT: '/c.pem' }, 'TLS_KEY', 'not set'],
    [{ TLS_KEY: '/k.pem' }, 'TLS_CERT', 'not set'],
    [{ TLS: 'off', TLS_CERT: '/c.pem', TLS_KEY: '/k.pem' }, 'TLS_CERT', '"off"'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY', '"true"'],
    [{ TRUST_PROXY: '0.0.0.0/0' }, 'TRUST_PROXY', '"0.0.0.0/0"'],
    [{ TRUST_PROXY: ',' }, 'TRUST_PROXY', '","'],
    [{ ALLOWED_ORIGINS: '*' }, 'ALLOWED_ORIGINS', '"*"'],
    [{ ALLOWED_ORIGINS: 'https://*.example' }, 'ALLOWED_ORIGINS', 'origins'],
    [{ FRAME_ANCESTORS: "https://a.example; script-src 'unsafe-inline'" }, 'FRAME_ANCESTORS', 'none, or'],
    [{ WORKERS: '0' }, 'WORKERS', '1 to 256'],
    [{ RTC_PORT: '65535', WORKERS: '2' }, 'RTC_PORT', '1 to 65534'],
    [{ RTC_PORT: '0' }, 'RTC_PORT', '"0"'],
    [{ RTC_ANNOUNCED_ADDRESS: '10.0.0.300' }, 'RTC_ANNOUNCED_ADDRESS', '"10.0.0.300"'],
    [{ ROOM_LIMIT: '0' }, 'ROOM_LIMIT', '1 to 10000'],
    [{ DIRECT: 'yes' }, 'DIRECT', 'on or off'],
    [{ STUN_URLS: 'stun.example' }, 'STUN_URLS', '"stun.example"'],
    [{ STUN_URLS: 'turn:turn.example' }, 'STUN_URLS', 'stun:'],
    [{ STUN_URLS: 'stun://stun.example' }, 'STUN_URLS', 'stun:'],
    [{ STUN_URLS: 'stun:stun.example?transport=udp' }, 'STUN_URLS', 'stun:'],
    [{ STUN_URLS: 'stun:stun.example:0' }, 'STUN_URLS', ':0'],
    [{ STUN_URLS: 'stun:[192.0.2.1]' }, 'STUN_URLS', 'stun:'],
    [{ STUN_URLS: 'stun:a.example,http://b.example' }, 'STUN_URLS', 'http:'],
    [{ TURN_URLS: 'turn:turn.example?transport=sctp', TURN_SECRET: 's' }, 'TURN_URLS', 'sctp'],
    [{ TURN_URLS: 'turn:turn.example:99999', TURN_SECRET: 's' }, 'TURN_URLS', '99999'],
    [{ TURN_URLS: 'turn:turn.example' }, 'TURN_SECRET', 'not set'],
    [{ TURN_SECRET: 'between-us' }, 'TURN_URLS', 'not set'],
    [{ TURN_SECRET: 'two words', TURN_URLS: 'turn:turn.example' }, 'TURN_SECRET', '9 characters'],
    [{ STEP_DOWN_DELAY: '-1' }, 'STEP_DOWN_DELAY', '0 to 3600'],
    [{ STEP_DOWN_DELAY: '3601' }, 'STEP_DOWN_DELAY', '0 to 3600'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL', '"loud"'],
    [{ SECRET: 'short' }, 'SECRET', '5 characters'],
    [{ METRICS_TOKEN: 'with a space in the middle' }, 'METRICS_TOKEN', '26 characters'],
    [{ MEDIASOUP_WORKER_BIN: 'worker' }, 'MEDIASOUP_WORKER_BIN', 'absolute'],
  ])('%j names %s', (env, name, said) => {
    const message = refusalOf(env);
    expect(message.startsWith(`${name} `)).toBe(true);
    expect(message).toContain(said);
    expect(message).not.toContain('\n');
  });

  it.each(['DATABASE_URL', 'REDIS_URL', 'NODE_ID', 'NODE_ADDRESS', 'NODE_REGION'])(
    '%s, which this version cannot serve',
    (name) => {
      const message = refusalOf({ [name]: 'redis://user:hidden@host' });
      expect(message).toBe(`${name} is not supported by this version.`);
    },
  );

  it('never repeats a secret', () => {
    expect(refusalOf({ SECRET: 'hidden' })).not.toContain('hidden');
    expect(refusalOf({ METRICS_TOKEN: 'hidden' })).not.toContain('hidden');
    expect(refusalOf({ TURN_SECRET: 'hidden' })).not.toContain('hidden');
    expect(refusalOf({ PUBLIC_URL: 'https://ana:hidden@hangouts.example/' })).not.toContain('hidden');
  });

  it('are answered with one short line, whatever they are', () => {
    const names = [
      'PORT',
      'HOST',
      'PUBLIC_URL',
      'TRUST_PROXY',
      'ALLOWED_ORIGINS',
      'FRAME_ANCESTORS',
      'SECRET',
      'STUN_URLS',
      'TURN_URLS',
      'LOG_LEVEL',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.string({ unit: 'binary', maxLength: 2_000 }),
        (name, text) => {
          try {
            readConfig({ [name]: text });
          } catch (error) {
            expect(error).toBeInstanceOf(ConfigError);
            expect(String(error).length).toBeLessThan(900);
            expect(String(error)).not.toMatch(/[\r\n]/);
          }
        },
      ),
    );
  });
});

function refusalOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no refusal';
}
