import { execFile } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isIP, isIPv4 } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);

/** A certificate and its private key, in PEM. */
export interface KeyPair {
  cert: string;
  key: string;
}

/** Whom a certificate must speak for. */
export interface Subject {
  /** Host names and IP addresses that it must cover. */
  needed: readonly string[];
  /** More of them that it covers when it is made, but is not made again for. */
  welcome: readonly string[];
}

const DAY = 86_400_000;
/** Apple's systems refuse certificates that last longer than 825 days. */
const LIFETIME = 730 * DAY;
const REMADE_BEFORE = 30 * DAY;
/** A laptop that moves between networks keeps the addresses of this many, so that it makes no new one each time. */
const MOST_NAMES = 40;

const HOST_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

/**
 * Every name that people may reach this machine by. IPv6 addresses are only needed where there is no IPv4 to
 * the outside: systems change theirs daily (RFC 8981), and people would have to accept a new certificate daily.
 */
export function subjectOfThisMachine(publicUrl: string | null): Subject {
  const addresses = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ address }) => !address.startsWith('fe80:'));
  const outside = addresses.filter(({ internal }) => !internal);
  const needsV6 = !outside.some(({ address }) => isIPv4(address));
  const isNeeded = ({ address, internal }: { address: string; internal: boolean }) =>
    internal || needsV6 || isIPv4(address);
  const publicHost = publicUrl === null ? [] : [new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')];
  const names = ['localhost', hostname().toLowerCase(), ...publicHost].filter(
    (name) => isIP(name) !== 0 || HOST_NAME.test(name),
  );
  return {
    needed: unique([...names, ...addresses.filter(isNeeded).map(({ address }) => address)]),
    welcome: unique(addresses.map(({ address }) => address)),
  };
}

/**
 * The certificate that this server made for itself, kept with its key in one file in the data folder. It is
 * made where there is none, where it lacks a needed name, and within 30 days of its end.
 */
export async function selfMadeCertificate(
  dataDir: string,
  subject: Subject,
  now = Date.now(),
): Promise<KeyPair> {
  const path = join(dataDir, 'certificate.pem');
  const kept = await readKept(path);
  if (kept !== null && isGood(kept, subject, now)) return { cert: kept.pem, key: kept.pem };
  const names = unique([
    ...subject.needed,
    ...subject.welcome,
    ...(kept === null ? [] : namesOf(kept.certificate)),
  ]);
  const made = await make(names.slice(0, Math.max(MOST_NAMES, subject.needed.length)), now);
  const pem = `${made.key.trim()}\n${made.cert.trim()}\n`;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(`${path}.new`, pem, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return { cert: pem, key: pem };
}

interface Kept {
  pem: string;
  certificate: X509Certificate;
}

/** What is kept, or null where nothing usable is. */
async function readKept(path: string): Promise<Kept | null> {
  try {
    const pem = await readFile(path, 'utf8');
    const certificate = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE-----')));
    return certificate.checkPrivateKey(createPrivateKey(pem)) ? { pem, certificate } : null;
  } catch {
    return null;
  }
}

function isGood({ certificate }: Kept, { needed }: Subject, now: number): boolean {
  if (Date.parse(certificate.validTo) - now < REMADE_BEFORE) return false;
  return needed.every(
    (name) => (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined,
  );
}

function namesOf(certificate: X509Certificate): string[] {
  return [...(certificate.subjectAltName ?? '').matchAll(/(?:DNS|IP Address):([^,\s]+)/g)].map(
    ([, name = '']) => name.toLowerCase(),
  );
}

/** Makes one in a process of its own: the libraries for it take 16 MB that this process would keep for ever. */
async function make(names: readonly string[], now: number): Promise<KeyPair> {
  const options = {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
      },
    ],
  };
  const script = `
    const [library, options, from, until] = JSON.parse(process.argv[1]);
    require(library)
      .generate([{ name: 'commonName', value: 'Hangouts' }], {
        ...options, notBeforeDate: new Date(from), notAfterDate: new Date(until),
      })
      .then((made) => process.stdout.write(JSON.stringify({ cert: made.cert, key: made.private })));`;
  const library = require.resolve('selfsigned');
  // Clocks differ: from yesterday on.
  const argument = JSON.stringify([library, options, now - DAY, now + LIFETIME]);
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, argument], {
    timeout: 30_000,
  });
  const made: unknown = JSON.parse(stdout);
  if (!isKeyPair(made)) throw new Error('no certificate was made');
  return made;
}

function isKeyPair(value: unknown): value is KeyPair {
  return (
    typeof value === 'object' &&
    value !== null &&
    'cert' in value &&
    typeof value.cert === 'string' &&
    'key' in value &&
    typeof value.key === 'string'
  );
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
