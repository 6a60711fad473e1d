import { describe, expect, test } from 'vitest';
import { english } from '../language/fixture.js';
import type { DeviceProblem } from './devices.js';
import { browserOf, deviceWords } from './words.js';

const AGENTS = [
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'chrome',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0', 'edge'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15',
    'safari',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit/605.1.15 CriOS/142.0 Mobile Safari/604.1', 'ios'],
  ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36', 'android'],
  ['curl/8', 'other'],
] as const;

test.each(AGENTS)('%s is %s', (agent, browser) => {
  expect(browserOf(agent)).toBe(browser);
});

describe('the words', () => {
  const problems: DeviceProblem[] = [
    'insecure',
    'unsupported',
    'denied',
    'missing',
    'busy',
    'ended',
    'failed',
    'background-slow',
    'background-failed',
  ];
  test.each(problems)('%s is told for each device, with something to do', (problem) => {
    for (const kind of ['microphone', 'camera', 'both'] as const) {
      const { title, help } = deviceWords(english, kind, problem, 'chrome');
      expect(title).toMatch(/camera|microphone/iu);
      expect(help.length).toBeGreaterThan(20);
    }
  });

  test('how to allow differs by browser', () => {
    const ways = AGENTS.map(([, browser]) => deviceWords(english, 'camera', 'denied', browser).help);
    expect(new Set(ways).size).toBe(AGENTS.length);
  });

  test('each says which device', () => {
    expect(deviceWords(english, 'camera', 'missing', 'chrome').title).toBe('No camera found');
    expect(deviceWords(english, 'both', 'denied', 'chrome').title).toBe(
      'Camera and microphone are not allowed',
    );
  });
});
