import { RoomId } from '@hangouts/protocol';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createInvitations } from './invitations.js';
import { createTickets } from './tickets.js';
import { deriveKey } from './tokens.js';
import { newSeat } from './fixtures/store.js';

const secret = Buffer.from('a secret of thirty-two bytes, ok');
const claims = { room: RoomId.parse('lounge'), meeting: 'm', role: 'audience' } as const;

describe('an invitation', () => {
  it('says what was signed, until its time is over', async () => {
    const invitations = await createInvitations(secret);
    expect(await invitations.verify(await invitations.sign(claims, null))).toEqual(claims);
    expect(await invitations.verify(await invitations.sign(claims, Date.now() + 60_000))).toEqual(claims);
    expect(await invitations.verify(await invitations.sign(claims, Date.now() - 1_000))).toBeNull();
  });

  it('of another kind, another key, another algorithm or none is none', async () => {
    const invitations = await createInvitations(secret);
    const elsewhere = await createInvitations(Buffer.from('another secret'));
    const ticket = await (await createTickets(secret)).sign({ ...newSeat(), generation: 1 });
    const key = await deriveKey(secret, 'hangouts:invitation');
    const signedAs = (alg: string, typ: string, role: string) =>
      new SignJWT({ ...claims, role })
        .setProtectedHeader({ alg, typ })
        .setAudience('hangouts:invitation')
        .sign(key);
    const [head, body] = (await invitations.sign(claims, null)).split('.');
    const forged = [
      ticket,
      await elsewhere.sign(claims, null),
      new UnsecuredJWT({ ...claims }).setAudience('hangouts:invitation').encode(),
      await signedAs('HS256', 'JWT', 'audience'),
      await signedAs('HS256', 'hangouts-invitation+jwt', 'king'),
      `${head}.${body}.`,
      '',
      'a.b.c',
      'x'.repeat(1_000_000),
    ];
    for (const token of forged) expect(await invitations.verify(token)).toBeNull();
    expect(
      await invitations.verify(await signedAs('HS256', 'hangouts-invitation+jwt', 'host')),
    ).not.toBeNull();
  });
});
