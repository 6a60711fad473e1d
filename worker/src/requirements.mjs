import { run } from './run.mjs';

/** @typedef {{ name: string, debian: string, probe: readonly [string, ...string[]] }} Requirement */

/**
 * What the build needs of the system, with the Debian package that has it.
 *
 * @type {readonly Requirement[]}
 */
export const REQUIREMENTS = [
  { name: 'a C++20 compiler', debian: 'g++', probe: ['c++', '--version'] },
  { name: 'CMake', debian: 'cmake', probe: ['cmake', '--version'] },
  { name: 'Ninja', debian: 'ninja-build', probe: ['ninja', '--version'] },
  { name: 'pkg-config', debian: 'pkg-config', probe: ['pkg-config', '--version'] },
  { name: 'flatc', debian: 'flatbuffers-compiler', probe: ['flatc', '--version'] },
  library('libuv >= 1.44', 'libuv1-dev'),
  library('openssl >= 3.0', 'libssl-dev'),
  library('libsrtp2 >= 2.4', 'libsrtp2-dev'),
  library('flatbuffers', 'libflatbuffers-dev'),
  library('absl_strings', 'libabsl-dev'),
];

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<Requirement[]>}
 */
export async function missingRequirements(signal) {
  const found = await Promise.all(REQUIREMENTS.map(({ probe }) => answers(probe, signal)));
  return REQUIREMENTS.filter((_, index) => !found[index]);
}

/**
 * @param {string} module with the version wanted, as pkg-config takes it
 * @param {string} debian
 * @returns {Requirement}
 */
function library(module, debian) {
  return { name: module, debian, probe: ['pkg-config', '--exists', module] };
}

/**
 * @param {Requirement['probe']} probe
 * @param {AbortSignal} [signal]
 */
async function answers([command, ...args], signal) {
  try {
    await run(command, args, { signal });
    return true;
  } catch {
    signal?.throwIfAborted();
    return false;
  }
}
