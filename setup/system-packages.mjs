import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { CommandError, run } from '../worker/src/run.mjs';
import { Stop } from './command.mjs';

/** @typedef {import('./progress.mjs').Progress} Progress */
/**
 * Debian packages, what for, and the service that they bring and nobody here wants to run.
 *
 * @typedef {{ names: readonly string[], purpose: string, service?: string }} Wanted
 */

const LOCK_LIMIT_MS = 600_000;
// apt closes the descriptor that it tells its progress on to the packages' scripts, so it gets a copy of stderr: some
// scripts fail where they cannot complain. The copy is made behind sudo, which passes no further descriptors on.
const TELL_PROGRESS = ['sh', '-c', 'exec "$@" -o APT::Status-Fd=3 -o Dpkg::Use-Pty=0 3>&2', 'sh'];
const UNITS = '/etc/systemd/system';
const WAIT_FOR_DPKG = ['-o', `DPkg::Lock::Timeout=${LOCK_LIMIT_MS / 1000}`];

/**
 * Installs the Debian packages that are missing. On a terminal it asks first,
 * elsewhere it just does; without the rights it stops and says what to run. On
 * another system it says what is needed and goes on.
 *
 * @param {readonly Wanted[]} wanted
 * @param {Progress} progress
 * @param {AbortSignal} signal
 * @throws {Stop}
 */
export async function ensureSystemPackages(wanted, progress, signal) {
  const needed = wanted.flatMap(({ names }) => names);
  if (!existsSync('/usr/bin/dpkg-query')) {
    progress.done();
    console.log(`This is no Debian system. What these Debian packages have is needed:\n${list(wanted)}`);
    return;
  }
  const missing = await missingPackages(needed, signal);
  if (missing.length === 0) return;

  const onTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const prefix = await rightsPrefix(onTerminal, signal);
  const about = wanted.filter(({ names }) => names.some((name) => missing.includes(name)));
  // A unit of that name that stands there is the administrator's own.
  const units = about.flatMap(({ service }) =>
    service && !existsSync(`${UNITS}/${service}`) ? [service] : [],
  );
  const masks = maskCommands(units, prefix ?? []);
  const commands = [...masks, ...installCommands(missing, prefix ?? [])];
  const shown = commands.map((command) => command.join(' ')).join(' && ');
  progress.done();
  if (!prefix) {
    throw new Stop(`System packages are missing:\n${list(about)}\nWith root's rights, run:\n  ${shown}`);
  }
  if (onTerminal) {
    await ask(`System packages are missing:\n${list(about)}\nRun this?\n  ${shown}\n[Y/n] `, signal);
    for (const command of commands) await runOnTerminal(command, signal);
    return;
  }
  const text = `Installing system packages: ${missing.join(' ')}`;
  progress.report(text);
  const onLine = (/** @type {string} */ line) => {
    const fraction = installFraction(line);
    if (fraction !== undefined) progress.report(text, fraction);
  };
  for (const [program = '', ...args] of masks) await run(program, args, { signal });
  for (const command of installCommands(missing, TELL_PROGRESS)) {
    await runUnattended([...prefix, ...command], signal, onLine);
  }
}

/**
 * @param {readonly string[]} names
 * @param {AbortSignal} signal
 */
async function missingPackages(names, signal) {
  const format = '${Package} ${db:Status-Status}\\n';
  /** @type {string[]} */
  let lines;
  try {
    lines = await run('dpkg-query', ['-W', '-f', format, ...names], { signal });
  } catch (error) {
    // It fails where one of the packages is unknown, having listed the others.
    if (!(error instanceof CommandError)) throw error;
    lines = error.lines;
  }
  return notInstalled(names, lines);
}

/**
 * @param {readonly string[]} names
 * @param {readonly string[]} lines of dpkg-query, "name status"
 */
export function notInstalled(names, lines) {
  const installed = new Set(
    lines.filter((line) => line.endsWith(' installed')).map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name));
}

/**
 * What to put before a command to have root's rights. Undefined where there is
 * no way to them.
 *
 * @param {boolean} onTerminal where sudo can ask for a password
 * @param {AbortSignal} signal
 */
async function rightsPrefix(onTerminal, signal) {
  if (process.getuid?.() === 0) return [];
  try {
    await run('sudo', onTerminal ? ['--version'] : ['-n', 'true'], { signal });
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
  // sudo does not pass the environment on.
  return onTerminal ? ['sudo'] : ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive'];
}

/**
 * Keeps systemd from starting services whose packages are about to be installed: Debian's packages enable and start
 * them. Masked by hand, as systemctl(1) does it, they stay so until the administrator unmasks them; systemctl itself
 * may not be there.
 *
 * @param {readonly string[]} units
 * @param {readonly string[]} prefix
 * @returns {string[][]}
 */
export function maskCommands(units, prefix) {
  if (units.length === 0) return [];
  return [
    [...prefix, 'mkdir', '-p', UNITS],
    ...units.map((unit) => [...prefix, 'ln', '-s', '/dev/null', `${UNITS}/${unit}`]),
  ];
}

/**
 * @param {readonly string[]} names
 * @param {readonly string[]} prefix
 * @returns {string[][]}
 */
export function installCommands(names, prefix) {
  return [
    [...prefix, 'apt-get', 'update'],
    [...prefix, 'apt-get', 'install', '-y', '--no-install-recommends', ...WAIT_FOR_DPKG, ...names],
  ];
}

/**
 * How far the installation is, from a line of apt's APT::Status-Fd. Downloads do
 * not count: fetching the lists has them too.
 *
 * @param {string} line
 */
export function installFraction(line) {
  const match = /^pmstatus:[^:]*:([\d.]+):/.exec(line);
  return match ? Number(match[1]) / 100 : undefined;
}

/**
 * @param {string} question
 * @param {AbortSignal} signal
 */
async function ask(question, signal) {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const answer = await terminal.question(question, { signal });
    if (/^n/i.test(answer.trim())) throw new Stop('Nothing was installed.');
  } finally {
    terminal.close();
  }
}

/**
 * @param {readonly string[]} command
 * @param {AbortSignal} signal
 */
async function runOnTerminal([program = '', ...args], signal) {
  signal.throwIfAborted();
  const child = spawn(program, args, { stdio: 'inherit' });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  signal.throwIfAborted();
  if (code !== 0) throw new Stop(`${program} ${args.join(' ')} failed.`);
}

/**
 * apt waits for dpkg's lock when told to, but not for the lock of its lists.
 *
 * @param {readonly string[]} command
 * @param {AbortSignal} signal
 * @param {(line: string) => void} onLine
 */
async function runUnattended([program = '', ...args], signal, onLine) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const giveUpAt = Date.now() + LOCK_LIMIT_MS;
  for (;;) {
    try {
      await run(program, args, { env, signal, onLine });
      return;
    } catch (error) {
      const isLocked =
        error instanceof CommandError && error.lines.some((line) => line.includes('Could not get lock'));
      if (!isLocked || Date.now() > giveUpAt) throw error;
      await delay(2_000, undefined, { signal });
    }
  }
}

/** @param {readonly Wanted[]} wanted */
function list(wanted) {
  return wanted.map(({ names, purpose }) => `  ${names.join(' ')} (${purpose})`).join('\n');
}

/** What the tests and benchmarks need of this system. */
export async function testPackages() {
  const osRelease = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return packagesForTests(osRelease);
}

/**
 * @param {string} osRelease see os-release(5)
 * @returns {Wanted[]}
 */
export function packagesForTests(osRelease) {
  const release = /^VERSION_ID="?(\d+)/m.exec(osRelease)?.[1];
  return [
    { names: ['chromium', 'firefox-esr'], purpose: 'the browsers of the stories' },
    { names: [release === '12' ? 'libavcodec59' : 'libavcodec61'], purpose: "Firefox's codecs" },
    { names: ['iproute2', 'nftables'], purpose: 'networks between browsers and server' },
    { names: ['openssl'], purpose: 'certificates' },
    { names: ['coturn'], purpose: 'the relay of the stories', service: 'coturn.service' },
  ];
}
