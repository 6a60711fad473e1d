/** What a person reads when a device gives nothing. */
import type { Words } from '../language/words.js';
import type { DeviceProblem, InputKind } from './devices.js';

export type Browser = 'chrome' | 'edge' | 'firefox' | 'safari' | 'ios' | 'android' | 'other';

/** Whose settings the person has to look for, by the user agent. */
export function browserOf(userAgent: string): Browser {
  if (/iPhone|iPad|iPod/u.test(userAgent)) return 'ios';
  if (/Android/u.test(userAgent)) return 'android';
  if (/Edg\//u.test(userAgent)) return 'edge';
  if (/Firefox\//u.test(userAgent)) return 'firefox';
  if (/Chrom(e|ium)\//u.test(userAgent)) return 'chrome';
  if (/Safari\//u.test(userAgent)) return 'safari';
  return 'other';
}

export interface DeviceWords {
  title: string;
  help: string;
}

/** The words for a problem of one device, or of both where they share it. Joining is always possible. */
export function deviceWords(
  words: Words,
  kind: InputKind | 'both',
  problem: DeviceProblem,
  browser: Browser,
): DeviceWords {
  if (problem === 'insecure') {
    return { title: words('devices:insecure'), help: words('devices:insecureHelp') };
  }
  if (problem === 'background-slow' || problem === 'background-failed') {
    const slow = problem === 'background-slow';
    return {
      title: words(slow ? 'devices:backgroundSlow' : 'devices:backgroundFailed'),
      help: words('devices:backgroundHelp'),
    };
  }
  const title = words(`devices:${problem}.${kind}`);
  if (problem !== 'denied') return { title, help: words(`devices:${problem}Help`) };
  return { title, help: words(`devices:grant.${browser}`, { what: words(`devices:the.${kind}`) }) };
}

/** The words for a screen that could not be shared. */
export function screenWords(words: Words, problem: DeviceProblem): string {
  switch (problem) {
    case 'denied':
      return words('devices:screenDenied');
    case 'insecure':
    case 'unsupported':
      return words('devices:screenUnsupported');
    default:
      return words('devices:screenFailed');
  }
}
