import type { DeviceProblem } from './devices.js';

/** Thrown where a device gives nothing and there is no state to say so; its message is for the person. */
export class DeviceError extends Error {
  readonly problem: DeviceProblem;

  constructor(problem: DeviceProblem, words: string) {
    super(words);
    this.name = 'DeviceError';
    this.problem = problem;
  }
}

/** Whether nothing is shown because what is behind the person could not be hidden. */
export function isOfBackground(
  problem: DeviceProblem | null,
): problem is 'background-slow' | 'background-failed' {
  return problem === 'background-slow' || problem === 'background-failed';
}

/**
 * What the browser's error means for the person (Media Capture and Streams, getUserMedia).
 * Older browsers' own names are in the list too.
 */
export function deviceProblem(error: unknown): DeviceProblem {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'busy';
    case 'NotSupportedError':
      return 'unsupported';
    default:
      return 'failed';
  }
}
