import { describe, expect, it, vi } from 'vitest';
import { fixture, ROOM, type Coming } from './fixture.js';
import { Moderation } from './moderation.js';

/** A room with a passcode, and how somebody is received there: with how many passcodes compared. */
async function guarded(settings: Parameters<Moderation['configure']>[1]) {
  const room = fixture();
  const ana = await room.come('Ana');
  const moderation = new Moderation(room.context, room.rooms);
  await moderation.configure(ana.ref, { passcode: '4711', ...settings });
  const compare = vi.spyOn(room.context.passcodes, 'isRight');
  compare.mockClear();
  const invitation = await room.context.invitations.sign(
    { room: ROOM, meeting: room.rooms.live(ROOM)?.meeting ?? '', role: 'speaker' },
    null,
  );
  const asks = async (more: Coming = {}) => {
    const answer = await room.come('Ben', { passcode: '4711', ...more }).then(
      () => 'in',
      (error: Error) => error.message,
    );
    return [answer, compare.mock.calls.length];
  };
  return { ...room, ana, moderation, invitation, asks };
}

describe('a passcode is compared', () => {
  it('where it decides', async () => {
    expect(await (await guarded({})).asks()).toEqual(['in', 1]);
    expect(await (await guarded({})).asks({ passcode: '4712' })).toEqual(['passcode-wrong', 1]);
    expect(await (await guarded({ waitingRoom: true })).asks()).toEqual(['waiting', 1]);
  });

  it.each<[string, Parameters<Moderation['configure']>[1], Coming, string]>([
    ['locked', { locked: true }, {}, 'room-locked'],
    ['full', { limit: 1 }, {}, 'room-full'],
    ['open, to who brings a void invitation', {}, { invitation: 'none' }, 'invitation-void'],
  ])('not where the room is %s', async (_what, settings, more, answer) => {
    const { asks } = await guarded(settings);
    expect(await asks(more)).toEqual([answer, 0]);
  });

  it('and one that cannot be leaves nothing of an empty room behind', async () => {
    const { ana, rooms, context, asks } = await guarded({});
    rooms.leave(ana.ref, ana.page);
    vi.spyOn(context.passcodes, 'isRight').mockRejectedValueOnce(new Error('rate-limited'));
    expect((await asks())[0]).toBe('rate-limited');
    expect(rooms.live(ROOM)).toBeUndefined();
  });

  it('not of who comes in without it, nor of who was removed', async () => {
    const { asks, invitation, come, ana, moderation } = await guarded({});
    expect(await asks({ invitation })).toEqual(['in', 0]);
    const visitor = { browser: 'mallory', network: 'home' };
    const { you } = await come('Mallory', { invitation, visitor });
    await moderation.remove(ana.ref, { participant: you });
    expect(await asks({ visitor })).toEqual(['removed', 0]);
  });
});
