import { X509Certificate } from 'node:crypto';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { selfMadeCertificate, subjectOfThisMachine } from './certificate.js';
import { newFolder } from './fixtures/server.js';

const DAY = 86_400_000;
const subject = { needed: ['localhost', '127.0.0.1', '::1', 'hangouts.example'], welcome: ['2001:db8::7'] };

const read = (pem: string) => new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE')));

it('is made once, for every name, its key for this user alone', async () => {
  const dataDir = join(await newFolder(), 'data');
  const made = await selfMadeCertificate(dataDir, subject);
  const certificate = read(made.cert);
  for (const name of ['localhost', 'hangouts.example']) expect(certificate.checkHost(name)).toBe(name);
  for (const ip of ['127.0.0.1', '::1', '2001:db8::7']) expect(certificate.checkIP(ip)).toBe(ip);
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  const days = (Date.parse(certificate.validTo) - Date.now()) / DAY;
  expect(days).toBeGreaterThan(700);
  expect(days).toBeLessThan(825);
  expect((await stat(join(dataDir, 'certificate.pem'))).mode & 0o777).toBe(0o600);
  expect(await selfMadeCertificate(dataDir, subject)).toEqual(made);
  expect(await readdir(dataDir)).toEqual(['certificate.pem']);
});

it('is made again where an address is missing, and keeps those it had', async () => {
  const dataDir = await newFolder();
  const home = await selfMadeCertificate(dataDir, { needed: ['localhost', '192.168.1.5'], welcome: [] });
  const work = await selfMadeCertificate(dataDir, { needed: ['localhost', '10.0.0.9'], welcome: [] });
  expect(work).not.toEqual(home);
  expect(await selfMadeCertificate(dataDir, { needed: ['localhost', '192.168.1.5'], welcome: [] })).toEqual(
    work,
  );
});

it('is not made again for an address that is only welcome', async () => {
  const dataDir = await newFolder();
  const made = await selfMadeCertificate(dataDir, subject);
  expect(await selfMadeCertificate(dataDir, { ...subject, welcome: ['2001:db8::8'] })).toEqual(made);
});

it('is made again before it ends', async () => {
  const dataDir = await newFolder();
  const made = await selfMadeCertificate(dataDir, subject, Date.now() - 699 * DAY);
  expect(await selfMadeCertificate(dataDir, subject, Date.now())).toEqual(made);
  expect(await selfMadeCertificate(dataDir, subject, Date.now() + 2 * DAY)).not.toEqual(made);
});

it('is made again where what is kept is damaged', async () => {
  const dataDir = await newFolder();
  const { cert } = await selfMadeCertificate(dataDir, subject);
  await writeFile(join(dataDir, 'certificate.pem'), cert.slice(0, 400));
  expect(read((await selfMadeCertificate(dataDir, subject)).cert).checkHost('localhost')).toBe('localhost');
});

it('is for this machine: its name, the public host, and each address', () => {
  const { needed, welcome } = subjectOfThisMachine('https://hangouts.example:8443');
  expect(needed).toEqual(expect.arrayContaining(['localhost', '127.0.0.1', 'hangouts.example']));
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  for (const { address, family } of addresses) {
    if (family === 'IPv4') expect(needed).toContain(address);
    if (!address.startsWith('fe80:')) expect(welcome).toContain(address);
  }
  expect(subjectOfThisMachine('https://[2001:db8::1]').needed).toContain('2001:db8::1');
});
