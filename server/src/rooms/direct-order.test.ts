import { NO_RESTRICTIONS } from '@hangouts/protocol';
import { describe, expect, it } from 'vitest';
import { ladder, STEP_DOWN_DELAY } from './fixture-direct.js';
import { Moderation } from './moderation.js';
import { Publishing } from './publishing.js';

const camera = { source: 'camera' as const, paused: false, rtpParameters: { codecs: [] } };

describe('a host’s decision', () => {
  it.each([
    ['microphone', true],
    ['camera', true],
    ['screen', true],
    ['chat', true],
  ])('to take the %s lifts the room first', async (restriction) => {
    const { connected, context, rooms, told, rung, clock, attempts } = ladder();
    const { ana, ben } = await connected();
    const moderation = new Moderation(context, rooms);
    const restrictions = { ...NO_RESTRICTIONS, [restriction]: true };
    await moderation.restrict(ana.ref, { participant: ben.you, restrictions });
    expect(rung()).toBe('room');
    expect(told.map(({ what, held }) => [what, held])).toEqual([
      ['end: restricted', false],
      ['end: restricted', false],
      ['room', false],
    ]);
    await moderation.restrict(ana.ref, { participant: ben.you, restrictions: NO_RESTRICTIONS });
    clock.pass(0);
    expect(attempts).toHaveLength(4);
  });

  it.each(['microphone', 'camera', 'screen'] as const)(
    'to end the %s of somebody lifts the room until they begin anew, which they may',
    async (source) => {
      const { connected, context, rooms, told, rung, clock, attempts, media } = ladder();
      const { ana, ben } = await connected();
      const publishing = new Publishing(context, rooms);
      await publishing.publish(ben.ref, { ...camera, source });
      if (source === 'screen') await publishing.publish(ben.ref, { ...camera, source: 'screen-audio' });
      expect(rung()).toBe('direct');
      await new Moderation(context, rooms).stop(ana.ref, { participant: ben.you, source });
      expect(media.producers.size).toBe(0);
      expect(rung()).toBe('room');
      expect(told.map(({ what, held }) => [what, held])).toEqual([
        ['end: restricted', false],
        ['end: restricted', false],
        ['room', false],
      ]);
      clock.pass(10 * STEP_DOWN_DELAY);
      // Something else is no proof that they have stopped this.
      await publishing.publish(ben.ref, { ...camera, source: source === 'camera' ? 'microphone' : 'camera' });
      clock.pass(10 * STEP_DOWN_DELAY);
      expect(attempts).toHaveLength(2);
      await publishing.publish(ben.ref, { ...camera, source });
      clock.pass(0);
      expect(attempts).toHaveLength(4);
    },
  );

  it.each([true, false])(
    'to mute all lifts the room, whether they may unmute themselves (%s)',
    async (mayUnmute) => {
      const { connected, context, rooms, rung, clock, attempts } = ladder();
      const { ana, ben } = await connected();
      const publishing = new Publishing(context, rooms);
      const microphone = { ...camera, source: 'microphone' as const };
      for (const { ref } of [ana, ben]) await publishing.publish(ref, microphone);
      const moderation = new Moderation(context, rooms);
      await moderation.muteAll(ana.ref, { mayUnmute });
      expect(rung()).toBe('room');
      clock.pass(10 * STEP_DOWN_DELAY);
      expect(attempts).toHaveLength(2);
      await moderation.configure(ana.ref, { allow: { microphone: true } });
      clock.pass(0);
      expect(attempts).toHaveLength(2);
      await publishing.publish(ben.ref, microphone);
      clock.pass(0);
      expect(attempts).toHaveLength(4);
    },
  );

  it('to end what they do not send changes nothing', async () => {
    const { connected, context, rooms, rung } = ladder();
    const { ana, ben } = await connected();
    const moderation = new Moderation(context, rooms);
    await moderation.stop(ana.ref, { participant: ben.you, source: 'camera' });
    await moderation.muteAll(ana.ref, { mayUnmute: true });
    expect(rung()).toBe('direct');
  });

  it('to end something is over with another page of theirs', async () => {
    const { connected, context, rooms, come, clock, attempts } = ladder();
    const { ana, ben } = await connected();
    await new Publishing(context, rooms).publish(ben.ref, camera);
    await new Moderation(context, rooms).stop(ana.ref, { participant: ben.you, source: 'camera' });
    rooms.lineLost(ben.ref, ben.page);
    await come('Ben', { ticket: ben.ticket, page: ben.page });
    clock.pass(0);
    expect(attempts).toHaveLength(2);
    rooms.lineLost(ben.ref, ben.page);
    await come('Ben', { ticket: ben.ticket });
    clock.pass(0);
    expect(attempts).toHaveLength(4);
  });

  it('to remove somebody ends it for both', async () => {
    const { connected, context, rooms, told } = ladder();
    const { ana, ben } = await connected();
    await new Moderation(context, rooms).remove(ana.ref, { participant: ben.you });
    expect(told.map(({ to, what }) => [to, what])).toEqual([
      [ben.you, 'end: left'],
      [ana.you, 'end: left'],
      ['all', 'room'],
    ]);
  });

  it('to give the role of a host changes nothing', async () => {
    const { connected, context, rooms, rung } = ladder();
    const { ana, ben } = await connected();
    await new Moderation(context, rooms).setRole(ana.ref, { participant: ben.you, role: 'host' });
    expect(rung()).toBe('direct');
  });
});
