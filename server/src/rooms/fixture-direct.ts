/** Two who are connected directly, for the tests of that rung. */
import type { DirectFailure } from '@hangouts/protocol';
import { Direct, type DirectOptions } from './direct.js';
import { fixture, ROOM, type Coming } from './fixture.js';
import type { SeatRef } from './identity-port.js';

export const STEP_DOWN_DELAY = 30_000;

/** A room whose direct rung is watched. */
export function ladder(options: Partial<DirectOptions> = {}) {
  const room = fixture();
  const counted: (DirectFailure | 'late' | 'attempt')[] = [];
  const direct = new Direct(room.context, room.rooms, {
    offered: true,
    stunUrls: [],
    turn: null,
    stepDownDelay: STEP_DOWN_DELAY,
    metrics: {
      directAttempted: () => counted.push('attempt'),
      directFailed: (reason) => counted.push(reason),
    },
    ...options,
  });
  /** What was told, in order, and whether the media were held when it was. */
  const told: { to: SeatRef['participant'] | 'all'; what: string; held: boolean }[] = [];
  const { events } = room.context;
  const tell = (to: SeatRef['participant'] | 'all', what: string) =>
    told.push({ to, what, held: room.media.held.has(ROOM) });
  const attempts: { to: SeatRef; id: string; polite: boolean; peer: SeatRef['participant'] }[] = [];
  events.on('direct-attempt', (to, { attempt, polite, peer }) => {
    attempts.push({ to, id: attempt, polite, peer });
    tell(to.participant, 'attempt');
  });
  events.on('direct-end', ({ participant }, { reason }) => tell(participant, `end: ${reason}`));
  events.on('direct-signal', ({ participant }) => tell(participant, 'signal'));
  events.on('rung', (_room, rung) => tell('all', rung));
  const come = (name: string, more: Coming = {}) => room.come(name, { direct: true, ...more });
  /** The id of the attempt that was told last. */
  const last = () => attempts.at(-1)?.id ?? 'no attempt';
  /** Two who have just met, and were told to connect. */
  const two = async () => {
    const ana = await come('Ana');
    room.clock.pass(1);
    const ben = await come('Ben');
    room.clock.pass(0);
    return { ana, ben };
  };
  /** Two who are connected directly. */
  const connected = async () => {
    const { ana, ben } = await two();
    for (const { ref } of [ana, ben]) direct.ready(ref, { attempt: last() });
    told.length = 0;
    return { ana, ben, attempt: last() };
  };
  return {
    ...room,
    direct,
    counted,
    told,
    attempts,
    come,
    last,
    rung: () => room.rooms.live(ROOM)?.rung,
    two,
    connected,
  };
}
