import { randomBytes, randomUUID } from 'node:crypto';
import { ParticipantId, RoomId } from '@hangouts/protocol';
import * as fc from 'fast-check';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Identity } from '../rooms/identity-port.js';
import { createTickets } from './tickets.js';
import { deriveKey } from './tokens.js';

const secret = randomBytes(32);
const identity: Identity = {
  room: RoomId.parse('чай-и-кофе'),
  participant: ParticipantId.parse(randomUUID()),
  generation: 3,
};

it('says who it was made for', async () => {
  const tickets = await createTickets(secret);
  const ticket = await tickets.sign(identity);
  expect(ticket.length).toBeLessThan(500);
  expect(await tickets.verify(ticket)).toEqual(identity);
});

it('lives through a restart with the same secret', async () => {
  const ticket = await (await createTickets(secret)).sign(identity);
  expect(await (await createTickets(Buffer.from(secret))).verify(ticket)).toEqual(identity);
});

describe('what is no ticket', () => {
  const claims = { room: identity.room, generation: 3 };
  const header = { alg: 'HS256', typ: 'hangouts-ticket+jwt' };

  it('made with another secret', async () => {
    const ticket = await (await createTickets(randomBytes(32))).sign(identity);
    expect(await (await createTickets(secret)).verify(ticket)).toBeNull();
  });

  it('without a signature (alg none)', async () => {
    const ticket = new UnsecuredJWT(claims)
      .setSubject(identity.participant)
      .setAudience('hangouts:seat')
      .encode();
    expect(await (await createTickets(secret)).verify(ticket)).toBeNull();
  });

  it('signed with the secret itself, as something else of ours might be', async () => {
    const ticket = await new SignJWT(claims)
      .setProtectedHeader(header)
      .setSubject(identity.participant)
      .setAudience('hangouts:seat')
      .sign(secret);
    expect(await (await createTickets(secret)).verify(ticket)).toBeNull();
  });

  it.each([
    ['for another audience', 'hangouts:invitation', header],
    ['of another type', 'hangouts:seat', { ...header, typ: 'JWT' }],
  ])('%s, though signed with the same key', async (_, audience, protectedHeader) => {
    const ticket = await new SignJWT(claims)
      .setProtectedHeader(protectedHeader)
      .setSubject(identity.participant)
      .setAudience(audience)
      .sign(await deriveKey(secret, 'hangouts:seat'));
    expect(await (await createTickets(secret)).verify(ticket)).toBeNull();
  });

  it('with one character changed anywhere', async () => {
    const tickets = await createTickets(secret);
    const ticket = await tickets.sign(identity);
    for (let index = 0; index < ticket.length; index += 1) {
      const flipped = ticket[index] === 'A' ? 'B' : 'A';
      const forged = ticket.slice(0, index) + flipped + ticket.slice(index + 1);
      // The last character of a base64url part holds bits that count for nothing.
      const last = index === ticket.length - 1 || ticket[index + 1] === '.';
      if (!last) expect(await tickets.verify(forged)).toBeNull();
    }
  });

  it('garbage of any kind', async () => {
    const tickets = await createTickets(secret);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.stringMatching(/^[\w-]{1,40}\.[\w-]{1,40}\.[\w-]{1,40}$/)),
        async (text) => {
          expect(await tickets.verify(text)).toBeNull();
        },
      ),
    );
    expect(await tickets.verify('a'.repeat(1_000_000))).toBeNull();
  });
});

it('costs well under a millisecond', async () => {
  const tickets = await createTickets(secret);
  const times = [];
  for (let i = 0; i < 500; i += 1) {
    const start = performance.now();
    await tickets.verify(await tickets.sign(identity));
    times.push(performance.now() - start);
  }
  // The median: a busy machine delays a few of them by much.
  expect(times.toSorted((a, b) => a - b)[250]).toBeLessThan(1);
});
