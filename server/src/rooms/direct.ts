import {
  isUnrestricted,
  type DirectEndReason,
  type DirectFailure,
  type DirectSignal,
  type ParticipantId,
  type Request,
  type RoomId,
} from '@hangouts/protocol';
import { Attempt } from './attempt.js';
import { companyOf, type Company } from './company.js';
import type { RoomContext } from './context.js';
import { FailedPairs } from './failed-pairs.js';
import { iceServersFor, type IceConfig } from './ice-servers.js';
import type { SeatRef } from './identity-port.js';
import { Refusal } from './refusal.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';
import { topologyOf, type Topology } from './topology.js';

/** How long both pages have until they are ready, in milliseconds. Once they have agreed how, they give up sooner. */
export const ATTEMPT_LIMIT = 10_000;

export interface DirectOptions extends IceConfig {
  /** Whether people may connect directly at all. */
  offered: boolean;
  /** How long two wait after others have gone, in milliseconds. */
  stepDownDelay: number;
  metrics: DirectMetrics;
}

export interface DirectMetrics {
  /** Two pages were told to connect. */
  directAttempted(): void;
  /** They did not, or no longer: as one of them says, or because they took too long. */
  directFailed(reason: DirectFailure | 'late'): void;
}

/** What is known of a room: who is there together, and their direct connection. */
interface Ladder {
  company: Company;
  attempt: Attempt | null;
  /** Calls off the attempt that is to begin. */
  callOff: () => void;
}

/**
 * The direct rung: two people alone connect browser to browser, over the room's media, which stay connected and are
 * held. So the room can take over at any moment by letting go.
 */
export class Direct {
  readonly #ladders = new Map<RoomId, Ladder>();
  readonly #failed = new FailedPairs();

  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
    private readonly options: DirectOptions,
  ) {
    const { events } = context;
    events.on('participant-joined', (room) => this.#review(room));
    events.on('participant-changed', (room) => this.#review(room));
    events.on('participant-left', (room) => this.#review(room));
    events.on('join-answered', (room) => this.#review(room));
    events.on('budget-changed', (room) => this.#review(room));
    events.on('settings-changed', (room) => this.#review(room));
  }

  /** What a participant wishes: while they do not let others connect to their browser, the room carries. */
  allow(actor: SeatRef, { allowed }: Request<'direct:allow'>): void {
    const { room, seat } = this.rooms.find(actor);
    seat.acceptsDirect = allowed;
    this.#review(room.id);
  }

  /** Passes on what one of the two tells the other. @throws Refusal `not-direct`, `not-in-room` */
  signal(actor: SeatRef, signal: DirectSignal): void {
    const { peer } = this.#own(actor, signal.attempt);
    this.context.events.emit('direct-signal', { room: actor.room, participant: peer }, signal);
  }

  /**
   * One of the two sees and hears the other directly. With the second the room's media are held.
   * @throws Refusal `not-direct`, `not-in-room`
   */
  ready(actor: SeatRef, { attempt: id }: Request<'direct:ready'>): void {
    const { room, attempt } = this.#own(actor, id);
    attempt.setReady(actor.participant);
    if (!attempt.established || room.rung === 'direct') return;
    room.rung = 'direct';
    this.context.media.hold(room.id, true);
    this.context.events.emit('rung', room.id, room.rung);
  }

  /** One of the two gives up: the pair is not tried again. @throws Refusal `not-direct`, `not-in-room` */
  failed(actor: SeatRef, { attempt: id, reason }: Request<'direct:failed'>): void {
    const { room, ladder } = this.#own(actor, id);
    this.#fail(room, ladder, reason);
  }

  #own(actor: SeatRef, id: string): { room: Room; ladder: Ladder; attempt: Attempt; peer: ParticipantId } {
    const { room } = this.rooms.find(actor);
    const ladder = this.#ladders.get(room.id);
    const attempt = ladder?.attempt ?? null;
    const peer = attempt?.peerOf(actor.participant) ?? null;
    if (ladder === undefined || attempt === null || attempt.id !== id || peer === null) {
      throw new Refusal('not-direct');
    }
    return { room, ladder, attempt, peer };
  }

  /** Looks at a room anew: ends what may no longer be, plans what may. */
  #review(id: RoomId): void {
    const room = this.rooms.live(id);
    if (room === undefined) return;
    const ladder = this.#ladderOf(room);
    const present = room.present();
    const topology = this.#topologyOf(room, ladder);
    ladder.callOff();
    ladder.callOff = () => {};
    if (ladder.attempt?.holdsFor(present) === false) this.#end(room, ladder, 'left');
    if (topology.rung === 'room') this.#end(room, ladder, topology.because);
    if (present.length === 0) {
      this.#ladders.delete(id);
      return;
    }
    const reachable = present.every(({ presence }) => presence === 'connected');
    if (topology.rung === 'room' || ladder.attempt !== null || !reachable) return;
    ladder.callOff = this.context.clock.after(topology.after, () => this.#begin(room, ladder));
  }

  /** What is known of a room, brought up to date with who is there. */
  #ladderOf(room: Room): Ladder {
    const people = room.present().map(({ participant }) => participant);
    const known = this.#ladders.get(room.id);
    const company = companyOf(people, known?.company ?? null, this.context.clock.now());
    if (known !== undefined) {
      known.company = company;
      return known;
    }
    const ladder: Ladder = { company, attempt: null, callOff: () => {} };
    this.#ladders.set(room.id, ladder);
    return ladder;
  }

  #topologyOf(room: Room, { company: { people, since, wereMore } }: Ladder): Topology {
    return topologyOf({
      offered: this.options.offered,
      needsServerCopy: false,
      people: room.present().map((seat) => ({
        unrestricted: isUnrestricted(room.rightsOf(seat)) && seat.ended.size === 0,
        // What goes from browser to browser no server can limit.
        acceptsDirect: seat.acceptsDirect && seat.budget === null,
      })),
      aloneFor: this.context.clock.now() - since,
      wereMore,
      failedBefore: this.#failed.has(people),
      stepDownDelay: this.options.stepDownDelay,
    });
  }

  #begin(room: Room, ladder: Ladder): void {
    const [longest, newest] = room.present();
    if (longest === undefined || newest === undefined) return;
    const limit = this.context.clock.after(ATTEMPT_LIMIT, () => this.#fail(room, ladder, 'late'));
    const attempt = new Attempt(longest, newest, this.context.clock.now(), limit);
    ladder.attempt = attempt;
    this.options.metrics.directAttempted();
    for (const { participant, peer, polite } of attempt.members) {
      const iceServers = iceServersFor(this.options, participant, this.context.clock.now());
      const seat: SeatRef = { room: room.id, participant };
      this.context.events.emit('direct-attempt', seat, { attempt: attempt.id, peer, polite, iceServers });
    }
  }

  #fail(room: Room, ladder: Ladder, reason: DirectFailure | 'late'): void {
    const { attempt } = ladder;
    if (attempt === null) return;
    this.#failed.add(attempt.members.map(({ participant }) => participant));
    this.options.metrics.directFailed(reason);
    const { clock, log } = this.context;
    const details = { attempt: attempt.id, reason, established: attempt.established };
    log.info({ ...details, after: clock.now() - attempt.begun }, 'a direct connection failed');
    this.#end(room, ladder, 'failed');
  }

  /** The room takes over: first it carries, then the pages hear of it. */
  #end(room: Room, ladder: Ladder, reason: DirectEndReason): void {
    const { attempt } = ladder;
    if (attempt === null) return;
    ladder.attempt = null;
    attempt.end();
    const carried = room.rung === 'room';
    if (!carried) {
      room.rung = 'room';
      this.context.media.hold(room.id, false, reason === 'more-people' ? 'received' : 'now');
    }
    for (const { participant } of attempt.members) {
      this.context.events.emit('direct-end', { room: room.id, participant }, { attempt: attempt.id, reason });
    }
    if (!carried) this.context.events.emit('rung', room.id, room.rung);
  }
}
