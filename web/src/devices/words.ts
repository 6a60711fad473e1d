/** What a person reads when a device gives nothing. */
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

const GRANT: Record<Browser, (what: string) => string> = {
  chrome: (what) =>
    `Click the icon at the left end of the address bar, allow the ${what} there, then switch it on here again.`,
  edge: (what) =>
    `Click the lock at the left end of the address bar, set the ${what} to “Allow”, then switch it on here again.`,
  firefox: (what) =>
    `Click the crossed-out ${what} in the address bar and remove the block, then switch it on here again.`,
  safari: (what) =>
    `In the menu Safari, choose “Settings for this website” and allow the ${what}, then switch it on here again.`,
  ios: (what) =>
    `Tap the page menu beside the address, then “Website settings”, and allow the ${what}. If it is not offered, look in the Settings app under your browser.`,
  android: (what) =>
    `Tap the icon left of the address, then “Permissions”, and allow the ${what}. Then switch it on here again.`,
  other: (what) =>
    `Allow the ${what} for this page in your browser’s settings, then switch it on here again.`,
};

export interface DeviceWords {
  title: string;
  help: string;
}

const NAMES: Record<InputKind | 'both', string> = {
  microphone: 'microphone',
  camera: 'camera',
  both: 'camera and microphone',
};

/** The words for a problem of one device, or of both where they share it. Joining is always possible. */
export function deviceWords(kind: InputKind | 'both', problem: DeviceProblem, browser: Browser): DeviceWords {
  const what = NAMES[kind];
  const Named = what[0]?.toUpperCase() + what.slice(1);
  const are = kind === 'both' ? 'are' : 'is';
  switch (problem) {
    case 'insecure':
      return {
        title: 'No camera and microphone at this address',
        help: 'Browsers give them to pages over https only. You can see, hear and write here all the same.',
      };
    case 'unsupported':
      return {
        title: `This browser has no ${what} for web pages`,
        help: 'Try a current Chrome, Edge, Firefox or Safari. You can join without.',
      };
    case 'denied':
      return { title: `${Named} ${are} not allowed`, help: GRANT[browser](what) };
    case 'missing':
      return {
        title: kind === 'both' ? 'No camera and no microphone found' : `No ${what} found`,
        help: `Plug one in and switch it on here again. You can join without.`,
      };
    case 'busy':
      return {
        title: `${Named} ${are} in use elsewhere`,
        help: 'Another program or tab has it. Close that one, then switch it on here again.',
      };
    case 'ended':
      return {
        title: `${Named} ${kind === 'both' ? 'were' : 'was'} disconnected`,
        help: 'Plug it in again or choose another one.',
      };
    case 'failed':
      return {
        title: `${Named} could not be started`,
        help: 'Switch it on here again, or choose another one. You can join without.',
      };
  }
}

/** The words for a screen that could not be shared. */
export function screenWords(problem: DeviceProblem): string {
  switch (problem) {
    case 'denied':
      return 'This computer does not let the browser record the screen. Allow it in the system’s privacy settings.';
    case 'insecure':
    case 'unsupported':
      return 'This browser cannot share a screen.';
    default:
      return 'That screen could not be shared. Choose another one, or try again.';
  }
}
