import { randomUUID } from 'node:crypto';
import {
  FIRST_SETTINGS,
  type MadeRoom,
  type NewRoom,
  type OwnRoom,
  type PlanView,
  type RoomChange,
  type RoomId,
} from '@hangouts/protocol';
import type { RoomContext } from './context.js';
import { isOwner } from './door.js';
import { keptUntil } from './keeping.js';
import type { OwnedRoom } from './rooms-port.js';
import { Refusal } from './refusal.js';
import { newRoomId } from './room-id.js';
import type { Rooms } from './rooms.js';

/**
 * The most hangouts that are kept of one network at once: everybody of a university behind one address has a room of
 * their own. With what it makes in a while (`http/rooms-api.ts`) alone, one address would have millions in half a year.
 */
const ROOMS_OF_NETWORK = 10_000;

/** Hangouts that somebody made before anybody is in them. They are theirs by a key, which is an invitation as host. */
export class Ownership {
  constructor(
    private readonly context: RoomContext,
    private readonly rooms: Rooms,
    private readonly mostOfNetwork = ROOMS_OF_NETWORK,
  ) {}

  /**
   * @param madeBy the network that asks, by whatever name is kept of it; null where it may make as many as it likes
   * @throws Refusal `room-taken` where somebody is in a room of the chosen name, was lately, or owns it; `rooms-of-network-full`
   * where the network has too many
   */
  async make(
    { room: chosen, kind, title, plan, settings = {} }: NewRoom,
    madeBy: string | null,
  ): Promise<MadeRoom> {
    const room = chosen ?? newRoomId();
    if (this.rooms.live(room) !== undefined) throw new Refusal('room-taken');
    // Asked for at the same moment it can be a few more, which is no harm.
    const kept = madeBy === null ? 0 : await this.context.owned.countOf(madeBy);
    if (kept >= this.mostOfNetwork) throw new Refusal('rooms-of-network-full');
    const { passcode: typed, ...given } = settings;
    const passcode = typed === undefined ? null : await this.context.passcodes.hash(typed, madeBy ?? '');
    const now = this.context.clock.now();
    const owned: OwnedRoom = {
      room,
      owner: randomUUID(),
      kind,
      title: title ?? null,
      plan: plan ?? null,
      settings: { ...FIRST_SETTINGS, ...given, passcode: passcode !== null },
      passcode,
      uid: randomUUID(),
      sequence: 0,
      changedAt: now,
      keptUntil: keptUntil(kind, plan ?? null, now),
      madeBy,
    };
    const { owned: store, invitations } = this.context;
    if (!(await store.make(owned))) throw new Refusal('room-taken');
    // Somebody came in by that name meanwhile: it is theirs.
    if ((await this.rooms.loaded(room))?.owned === null) {
      await store.remove(room);
      throw new Refusal('room-taken');
    }
    const key = await invitations.sign({ room, meeting: owned.owner, role: 'host' }, null);
    return { ...viewOf(owned), key };
  }

  /** Gives it another title or time. @throws Refusal `not-found`, `not-owner`, `invalid` for a time of what has none */
  async change(room: RoomId, key: string | undefined, { title, plan }: RoomChange): Promise<OwnRoom> {
    const owned = await this.#ownedBy(room, key);
    if (plan !== undefined && owned.kind !== 'planned') throw new Refusal('invalid');
    const now = this.context.clock.now();
    const changed: OwnedRoom = {
      ...owned,
      title: title ?? owned.title,
      plan: plan ?? owned.plan,
      sequence: owned.sequence + 1,
      changedAt: now,
      keptUntil: keptUntil(owned.kind, plan ?? owned.plan, now),
    };
    if (!(await this.context.owned.change(changed))) throw new Refusal('not-found');
    const live = await this.rooms.loaded(room);
    if (live !== undefined) live.owned = changed;
    return viewOf(changed);
  }

  /**
   * It is nobody's any more, and not kept. Who is inside stays; where nobody is, its chat goes too, which the next who
   * comes would read as its host. @throws Refusal `not-found`, `not-owner`
   */
  async remove(room: RoomId, key: string | undefined): Promise<void> {
    await this.#ownedBy(room, key);
    await this.context.owned.remove(room);
    const live = await this.rooms.loaded(room);
    if (live !== undefined) live.owned = null;
    if (live === undefined) await this.context.store.endMeeting(room);
    // Who waits before it is told.
    else if (live.empty) await this.rooms.end(live);
  }

  /** What a calendar needs to know of a planned hangout. @throws Refusal `not-found` where it is not planned */
  async planned(room: RoomId): Promise<PlannedRoom> {
    const owned = await this.context.owned.find(room);
    if (owned === null || owned.plan === null) throw new Refusal('not-found');
    const { title, plan, uid, sequence, changedAt } = owned;
    return { room, title: title ?? room, plan, uid, sequence, changedAt };
  }

  /** Drops what is kept no longer. */
  async expire(): Promise<void> {
    await this.context.owned.expire(this.context.clock.now());
  }

  async #ownedBy(room: RoomId, key: string | undefined): Promise<OwnedRoom> {
    const owned = await this.context.owned.find(room);
    if (owned === null) throw new Refusal('not-found');
    const claims = key === undefined ? null : await this.context.invitations.verify(key);
    if (claims === null || !isOwner(owned, claims)) throw new Refusal('not-owner');
    return owned;
  }
}

/** A planned hangout as a calendar takes it; `title` is a person's own text. */
export interface PlannedRoom {
  room: RoomId;
  title: string;
  plan: PlanView;
  /** The same for ever. */
  uid: string;
  /** How often it was changed. */
  sequence: number;
  /** When it was made or changed last, in milliseconds since the epoch. */
  changedAt: number;
}

function viewOf({ room, kind, title, plan }: OwnedRoom): OwnRoom {
  return { room, kind, title, plan };
}
