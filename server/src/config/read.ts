import { availableParallelism } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.js';
import { LOG_LEVELS, type Config, type TlsConfig } from './config.js';
import * as value from './values.js';

/** A variable that makes no sense: one line that names it, what it got and what it takes. */
export class ConfigError extends StartError {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What a later version will serve: better to stop than to run without what was asked for. */
const NOT_YET = ['DATABASE_URL', 'REDIS_URL', 'NODE_ID', 'NODE_ADDRESS', 'NODE_REGION'] as const;

const SECRETS = new Set(['SECRET', 'METRICS_TOKEN', 'TURN_SECRET']);

/** The value of one variable, or null where it is unset or empty. `takes` completes the error's sentence. */
function read<Schema extends z.ZodType>(
  env: Environment,
  name: string,
  schema: Schema,
  takes: string,
): z.output<Schema> | null {
  const text = env[name]?.trim() ?? '';
  if (text === '') return null;
  const result = schema.safeParse(text);
  if (result.success) return result.data;
  const got = SECRETS.has(name) ? `a value of ${[...text].length} characters` : quote(text);
  throw new ConfigError(`${name} is ${got}; it takes ${takes}.`);
}

/** A text on one line, short, without the user name and password that a URL may hold. */
function quote(text: string): string {
  const shown = text.replace(/\/\/[^/@]*@/g, '//…@');
  return JSON.stringify(shown.length > 100 ? `${shown.slice(0, 100)}…` : shown);
}

function readTls(env: Environment): TlsConfig {
  const mode = read(env, 'TLS', z.enum(['self', 'off']), 'self or off') ?? 'self';
  const port =
    read(env, 'TLS_PORT', value.wholeNumber(0, 65_535), 'a port, 0 to 65535 (0: any free one)') ?? 3443;
  const certificate = read(env, 'TLS_CERT', z.string(), 'the path of a PEM file');
  const key = read(env, 'TLS_KEY', z.string(), 'the path of a PEM file');
  if (mode === 'off') {
    const given = certificate !== null ? 'TLS_CERT' : key !== null ? 'TLS_KEY' : null;
    if (given !== null)
      throw new ConfigError(`${given} is set while TLS is "off"; it takes TLS=self to be used.`);
    return { mode };
  }
  if (certificate === null && key === null) return { mode, port, files: null };
  if (certificate === null)
    throw new ConfigError('TLS_CERT is not set while TLS_KEY is; it takes the path of a PEM file.');
  if (key === null)
    throw new ConfigError('TLS_KEY is not set while TLS_CERT is; it takes the path of a PEM file.');
  return { mode, port, files: { certificate: resolve(certificate), key: resolve(key) } };
}

function readMedia(env: Environment, host: string): Config['media'] {
  const cores = availableParallelism();
  const workers =
    read(env, 'WORKERS', value.wholeNumber(1, 256), 'how many media workers to run, 1 to 256') ?? cores;
  const port = read(env, 'RTC_PORT', value.wholeNumber(1, 65_535), 'a port, 1 to 65535') ?? 10_000;
  const last = port + workers - 1;
  if (last > 65_535) {
    throw new ConfigError(
      `RTC_PORT is "${port}"; it takes a port that leaves room for ${workers} workers, 1 to ${65_536 - workers}.`,
    );
  }
  const binary = read(
    env,
    'MEDIASOUP_WORKER_BIN',
    z.string().refine(isAbsolute),
    'the absolute path of a mediasoup-worker',
  );
  return {
    workers,
    port,
    host:
      read(env, 'RTC_HOST', value.ipAddress, 'an IP address') ?? (host === 'localhost' ? '127.0.0.1' : host),
    announcedAddresses: read(
      env,
      'RTC_ANNOUNCED_ADDRESS',
      value.list(value.ipOrName),
      'IP addresses or host names with commas between',
    ),
    workerBinary: binary,
  };
}

function readDirect(env: Environment): Config['direct'] {
  const offered = read(env, 'DIRECT', z.enum(['on', 'off']), 'on or off') !== 'off';
  const stunUrls = read(
    env,
    'STUN_URLS',
    value.list(value.iceUrl('stun')),
    'addresses like stun:stun.example:3478 with commas between',
  );
  const turnUrls = read(
    env,
    'TURN_URLS',
    value.list(value.iceUrl('turn')),
    'addresses like turn:turn.example:3478?transport=udp with commas between',
  );
  const secret = read(
    env,
    'TURN_SECRET',
    value.secretText(1),
    'the static-auth-secret of the TURN servers: up to 1000 printable characters without spaces',
  );
  const delay = read(env, 'STEP_DOWN_DELAY', value.wholeNumber(0, 3_600), 'seconds, 0 to 3600') ?? 30;
  if (turnUrls !== null && secret === null)
    throw new ConfigError(
      'TURN_SECRET is not set while TURN_URLS is; it takes the static-auth-secret of the TURN servers.',
    );
  if (turnUrls === null && secret !== null)
    throw new ConfigError(
      'TURN_URLS is not set while TURN_SECRET is; it takes the addresses of TURN servers.',
    );
  return {
    offered,
    stunUrls: stunUrls ?? [],
    turn: turnUrls === null || secret === null ? null : { urls: turnUrls, secret },
    stepDownDelay: delay * 1_000,
  };
}

const WILDCARDS = new Set(['0.0.0.0', '::']);

function overlap(a: string, b: string): boolean {
  const [left, right] = [a, b].map((host) => (host === 'localhost' ? '127.0.0.1' : host));
  return left === right || WILDCARDS.has(a) || WILDCARDS.has(b);
}

/** Refuses ports that two of our own listeners would fight for: media are received over TCP too. */
function checkPorts(config: Config): void {
  const listeners = [{ name: 'PORT', port: config.port }];
  if (config.tls.mode === 'self') {
    listeners.push({ name: 'TLS_PORT', port: config.tls.port });
    if (config.tls.port === config.port && config.port !== 0) {
      throw new ConfigError(`TLS_PORT is "${config.port}"; it takes another port than PORT.`);
    }
  }
  const first = config.media.port;
  const last = first + config.media.workers - 1;
  for (const { name, port } of listeners) {
    if (port >= first && port <= last && overlap(config.host, config.media.host)) {
      throw new ConfigError(
        `${name} is "${port}"; it takes a port that the media workers do not use (RTC_PORT ${first} to ${last}).`,
      );
    }
  }
}

/**
 * The configuration that an environment asks for. A variable that is unset or empty has its default.
 * Throws a ConfigError with one line for the first value that makes no sense, or that this version cannot serve.
 */
export function readConfig(env: Environment): Config {
  for (const name of NOT_YET) {
    if ((env[name] ?? '').trim() !== '') throw new ConfigError(`${name} is not supported by this version.`);
  }
  const host =
    read(env, 'HOST', z.union([value.ipAddress, z.literal('localhost')]), 'an IP address or localhost') ??
    '0.0.0.0';
  const config: Config = {
    host,
    port: read(env, 'PORT', value.wholeNumber(0, 65_535), 'a port, 0 to 65535 (0: any free one)') ?? 3000,
    publicUrl: read(
      env,
      'PUBLIC_URL',
      value.origin,
      'an address like https://hangouts.example, without a path',
    ),
    tls: readTls(env),
    trustProxy:
      read(
        env,
        'TRUST_PROXY',
        value.list(value.proxyAddress),
        'IP addresses or CIDR ranges with commas between',
      ) ?? [],
    allowedOrigins:
      read(
        env,
        'ALLOWED_ORIGINS',
        value.list(value.origin),
        'origins like https://example.org with commas between',
      ) ?? [],
    frameAncestors:
      read(
        env,
        'FRAME_ANCESTORS',
        z.union([z.enum(['none', "'none'"]).transform((): string[] => []), value.list(value.frameAncestor)]),
        'none, or self and origins like https://example.org with commas between',
      ) ?? [],
    dataDir: resolve(read(env, 'DATA_DIR', z.string(), 'the path of a folder') ?? 'data'),
    secret: read(env, 'SECRET', value.secretText(32), '32 to 1000 printable characters without spaces'),
    roomLimit: read(
      env,
      'ROOM_LIMIT',
      value.wholeNumber(1, 10_000),
      'how many people a room holds, 1 to 10000',
    ),
    media: readMedia(env, host),
    direct: readDirect(env),
    logLevel: read(env, 'LOG_LEVEL', z.enum(LOG_LEVELS), `one of ${LOG_LEVELS.join(', ')}`) ?? 'info',
    metricsToken: read(
      env,
      'METRICS_TOKEN',
      value.secretText(16),
      '16 to 1000 printable characters without spaces',
    ),
  };
  checkPorts(config);
  return config;
}
