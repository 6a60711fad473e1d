import type { RoomSettings } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { fixture, ROOM, STRANGER } from './fixture.js';
import { Moderation } from './moderation.js';

const TWO = [{ name: 'Ana' }, { name: 'Ben' }];

/** A room with two in it, guarded or not, and what its lobby tells. */
async function made(settings: Partial<Pick<RoomSettings, 'locked' | 'waitingRoom'>> & { passcode?: string }) {
  const room = fixture();
  const [ana, ben] = [await room.come('Ana'), await room.come('Ben')];
  const moderation = new Moderation(room.context, room.rooms);
  await moderation.configure(ana.ref, settings);
  const told = async (more: { ticket?: string; invitation?: string } = {}, visitor = STRANGER) => {
    const { people, count } = await room.lobby.enter({ room: ROOM, ...more }, visitor);
    return { people, count };
  };
  return { ...room, ana, ben, moderation, told };
}

it('an open room’s lobby says who is inside', async () => {
  const { told } = await made({});
  expect(await told()).toEqual({ people: TWO, count: undefined });
  const { lobby } = fixture();
  expect(await lobby.enter({ room: ROOM }, STRANGER)).toMatchObject({ people: [] });
});

describe.each([
  ['a passcode', { passcode: '4711' }],
  ['a waiting room', { waitingRoom: true }],
  ['a lock', { locked: true }],
])('the lobby of a room with %s', (_what, settings) => {
  it('says how many are inside, and not who, to who has the link alone', async () => {
    const { told } = await made(settings);
    expect(await told()).toEqual({ people: [], count: 2 });
    expect(await told({ ticket: JSON.stringify({ room: ROOM, participant: 'x', generation: 1 }) })).toEqual({
      people: [],
      count: 2,
    });
  });

  it('says who is inside to who was there, or was invited to this meeting', async () => {
    const { told, ben, context, rooms } = await made(settings);
    expect(await told({ ticket: ben.ticket })).toEqual({ people: TWO, count: undefined });
    rooms.leave(ben.ref, ben.page);
    expect(await told({ ticket: ben.ticket })).toMatchObject({ people: [{ name: 'Ana' }] });
    const sign = (meeting: string) =>
      context.invitations.sign({ room: ROOM, meeting, role: 'speaker' }, null);
    const { meeting } = rooms.live(ROOM) ?? { meeting: '' };
    expect(await told({ invitation: await sign(meeting) })).toMatchObject({ people: [{ name: 'Ana' }] });
    expect(await told({ invitation: await sign('another') })).toMatchObject({ people: [], count: 1 });
    expect(await told({ invitation: 'forged' })).toMatchObject({ people: [], count: 1 });
  });

  it('tells nothing more to who was removed, or whose ticket is void', async () => {
    const { told, ana, ben, moderation, come } = await made(settings);
    const again = await come('Ben', { ticket: ben.ticket });
    expect(await told({ ticket: ben.ticket })).toMatchObject({ people: [], count: 2 });
    await moderation.remove(ana.ref, { participant: again.you });
    expect(await told({ ticket: again.ticket })).toMatchObject({ people: [], count: 1 });
  });

  it('tells nothing more to who was removed by an invitation that they still have', async () => {
    const { told, ana, ben, moderation, context, rooms } = await made(settings);
    await moderation.remove(ana.ref, { participant: ben.you });
    const { meeting } = rooms.live(ROOM) ?? { meeting: '' };
    const claims = { room: ROOM, meeting, role: 'speaker' as const };
    const invitation = await context.invitations.sign(claims, null);
    expect(await told({ invitation, ticket: ben.ticket })).toEqual({ people: [], count: 1 });
    const theirs = { browser: ben.page, network: 'elsewhere' };
    expect(await told({ invitation }, theirs)).toEqual({ people: [], count: 1 });
    // Their network is that of others too.
    const others = { browser: 'another', network: ben.page };
    expect(await told({ invitation }, others)).toMatchObject({ people: [{ name: 'Ana' }] });
  });
});

it('the lobby of a room that is somebody’s tells them who is inside', async () => {
  const { ownership, come, lobby } = fixture();
  const settings = { waitingRoom: true };
  const { key } = await ownership.make({ kind: 'personal', room: ROOM, settings }, 'home');
  await come('Owner', { invitation: key });
  expect(await lobby.enter({ room: ROOM }, STRANGER)).toMatchObject({ people: [], count: 1 });
  expect(await lobby.enter({ room: ROOM, invitation: key }, STRANGER)).toMatchObject({
    people: [{ name: 'Owner' }],
  });
});
