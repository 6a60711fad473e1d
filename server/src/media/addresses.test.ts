import { describe, expect, test } from 'vitest';
import { iceCandidates, listenAddresses } from './addresses.js';

const interfaces = {
  lo: [
    { address: '127.0.0.1', internal: true },
    { address: '::1', internal: true },
  ],
  eth0: [
    { address: 'fe80::1', internal: false },
    { address: '2001:db8::5', internal: false },
    { address: '192.0.2.5', internal: false },
  ],
};
const all = ['192.0.2.5', '2001:db8::5', '127.0.0.1', '::1'];

describe('addresses', () => {
  test.each([
    ['any IPv4', '0.0.0.0', [], all, all],
    ['any', '::', [], all, all],
    ['one', '192.0.2.5', [], ['192.0.2.5'], ['192.0.2.5']],
    ['one of ours announced', '0.0.0.0', ['192.0.2.5'], ['192.0.2.5'], ['192.0.2.5']],
    ['behind a NAT', '0.0.0.0', ['198.51.100.7'], all, ['198.51.100.7']],
    ['ours and the NAT’s', '0.0.0.0', ['198.51.100.7', '192.0.2.5'], all, ['198.51.100.7', '192.0.2.5']],
    ['one bound, another announced', '192.0.2.5', ['198.51.100.7'], ['192.0.2.5'], ['198.51.100.7']],
    ['announced twice', '127.0.0.1', ['a.example', 'a.example'], ['127.0.0.1'], ['a.example']],
  ])('%s', (_, host, announced, bind, announce) => {
    expect(listenAddresses(host, announced, interfaces)).toEqual({ bind, announce });
  });

  test('a machine without any network listens on loopback', () => {
    expect(listenAddresses('0.0.0.0', [], {}).bind).toEqual(['127.0.0.1']);
  });
});

describe('candidates', () => {
  test('one a protocol and address', () => {
    expect(iceCandidates(['192.0.2.5'], 10_000)).toEqual([
      expect.objectContaining({
        address: '192.0.2.5',
        ip: '192.0.2.5',
        port: 10_000,
        protocol: 'udp',
        type: 'host',
      }),
      expect.objectContaining({ address: '192.0.2.5', protocol: 'tcp', tcpType: 'passive' }),
    ]);
  });

  test('UDP before TCP, in the order of the addresses, none equal', () => {
    const candidates = iceCandidates(all, 10_000);
    const priorities = candidates.map(({ priority }) => priority);
    expect(priorities).toEqual([...new Set(priorities)].toSorted((a, b) => b - a));
    expect(candidates.map(({ protocol }) => protocol)).toEqual([
      ...all.map(() => 'udp'),
      ...all.map(() => 'tcp'),
    ]);
    expect(Math.max(...priorities)).toBeLessThan(2 ** 31);
  });
});
