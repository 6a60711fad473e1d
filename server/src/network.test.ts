import { describe, expect, it } from 'vitest';
import { isOwnMachine, networkName, networkOf } from './network.js';

describe('the network of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['::1', '::/64'],
    ['no address', 'no address'],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

it.each([
  ['127.0.0.1', true],
  ['::ffff:127.9.9.9', true],
  ['::1', true],
  ['12.7.0.1', false],
  ['2001:db8::1', false],
  ['fe80::1', false],
])('%s is this machine: %s', (address, own) => {
  expect(isOwnMachine(networkOf(address))).toBe(own);
});

it('the name of a network is the same each time, another for each, and another with another key', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const name = networkName('203.0.113.9', key);
  expect(networkName('203.0.113.9', key)).toBe(name);
  expect(networkName('::ffff:203.0.113.9', key)).toBe(name);
  expect(name).not.toContain('203');
  expect(networkName('127.0.0.1', key)).toBeNull();
  expect(new Set([name, networkName('203.0.113.8', key), networkName('203.0.113.9', other)]).size).toBe(3);
});
