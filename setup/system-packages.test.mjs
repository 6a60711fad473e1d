import { expect, test } from 'vitest';
import {
  installFraction,
  installCommands,
  maskCommands,
  notInstalled,
  packagesForTests,
} from './system-packages.mjs';

test('what dpkg does not call installed is missing', () => {
  const lines = [
    'cmake installed',
    'openssl config-files',
    'dpkg-query: no packages found matching chromium',
  ];
  expect(notInstalled(['cmake', 'openssl', 'chromium'], lines)).toEqual(['openssl', 'chromium']);
});

test.each([
  [[], 'apt-get update && apt-get install'],
  [['sudo'], 'sudo apt-get update && sudo apt-get install'],
])('the commands with %j in front', (prefix, start) => {
  const commands = installCommands(['cmake', 'g++'], prefix).map((command) => command.join(' '));
  expect(commands.join(' && ')).toMatch(new RegExp(`^${start} .* cmake g\\+\\+$`));
});

test('a service that comes with a package is masked before', () => {
  expect(maskCommands([], ['sudo'])).toEqual([]);
  expect(maskCommands(['coturn.service'], ['sudo']).map((command) => command.join(' '))).toEqual([
    'sudo mkdir -p /etc/systemd/system',
    'sudo ln -s /dev/null /etc/systemd/system/coturn.service',
  ]);
});

test.each([
  ['dlstatus:1:50.0000:Retrieving file 1 of 2', undefined],
  ['pmstatus:cmake:50.0000:Unpacking cmake (amd64)', 0.5],
  ['pmstatus:dpkg-exec:100.0000:Running dpkg', 1],
  ['Setting up cmake (3.25.1-1) ...', undefined],
])('%s', (line, fraction) => {
  expect(installFraction(line)).toBe(fraction);
});

test.each([
  ['VERSION_ID="12"', 'libavcodec59'],
  ['VERSION_ID="13"', 'libavcodec61'],
  ['', 'libavcodec61'],
])('the codecs of %j', (osRelease, name) => {
  expect(packagesForTests(osRelease).flatMap(({ names }) => names)).toContain(name);
});
