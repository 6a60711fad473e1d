/**
 * What carries the call, rung by rung: the room's link, which is always there, and over it, between two, the direct
 * one. Going up or down, the next carries before the last is let go.
 */
import type { DirectAttempt, DirectEndReason, Participant, ParticipantId, Rung } from '@hangouts/protocol';
import type { ConnectionReport, Link } from '../link.js';
import type { AnyNotice, Signaling } from '../signaling.js';
import type { Connection } from '../state.js';
import type { DirectCall, DirectCallDeps } from './direct-call.js';
import type { Signal } from './direct-negotiation.js';
import type { RemoteChoice } from './remote-choice.js';

export interface LadderDeps {
  signaling: Signaling;
  participants(): readonly Participant[];
  choice: RemoteChoice;
  /** What can be seen on this page. */
  seen: DirectCallDeps['seen'];
  /** The direct link to send by beside the room's, or null. */
  attach(link: Link | null): void;
  /** Whether the room's link is to send nothing. */
  hold(held: boolean): void;
  files: { attach(peer: ParticipantId, channel: RTCDataChannel): void; detach(): void };
  /** How loud somebody speaks, in dBov, or null where they are silent. Told only while no server measures it. */
  speaking(who: ParticipantId | 'self', level: number | null): void;
  /** Tells what media are worth now. */
  report(connection: Connection): void;
  /** Fetches the code of direct calls. */
  load?(): Promise<{
    DirectCall: new (...given: ConstructorParameters<typeof DirectCall>) => AnyDirectCall;
  }>;
}

type AnyDirectCall = Pick<
  DirectCall,
  'isUp' | 'take' | 'check' | 'resume' | 'restart' | 'report' | 'end' | 'close'
>;

interface Current {
  attempt: DirectAttempt;
  /** Null while its code is being fetched; until then it keeps what the other page says. */
  call: AnyDirectCall | null;
  early: Signal[];
}

export class Ladder {
  readonly #deps: LadderDeps;
  #rung: Rung = 'room';
  #roomWorth: Connection = 'connecting';
  #current: Current | null = null;
  #prepared = false;

  constructor(deps: LadderDeps) {
    this.#deps = deps;
  }

  /** In the lobby, with so many in the room: where two may meet, the code is fetched before they have the most to do. */
  expect(people: number): void {
    if (this.#prepared || people > 1) return;
    this.#prepared = true;
    // An attempt fetches it again, and says so where it cannot.
    this.#load().catch(() => undefined);
  }

  /** In the room, for the first time or again: whatever was direct before is over. */
  joined(rung: Rung): void {
    this.#current?.call?.close();
    this.#current = null;
    this.#setRung(rung);
  }

  /** What the room's link is worth. */
  roomIs(worth: Connection): void {
    this.#roomWorth = worth;
    this.#report();
  }

  onNotice(notice: AnyNotice): void {
    switch (notice.name) {
      case 'room:rung':
        this.#setRung(notice.payload.rung);
        break;
      case 'direct:attempt':
        void this.#begin(notice.payload);
        break;
      case 'direct:signal': {
        const { attempt, ...signal } = notice.payload;
        if (this.#current?.attempt.attempt !== attempt) break;
        if (this.#current.call === null) this.#current.early.push(signal);
        else this.#current.call.take(signal);
        break;
      }
      case 'direct:end':
        if (this.#current?.attempt.attempt === notice.payload.attempt)
          this.#end(this.#current, notice.payload.reason);
        break;
      default:
    }
  }

  /** The room has changed: who is there, and what they send. */
  peopleChanged(): void {
    this.#deps.choice.update();
    this.check();
  }

  /** Something else is shown than before. */
  check(): void {
    this.#current?.call?.check();
  }

  /** The line to the server is back. */
  resumed(): void {
    this.#current?.call?.resume();
  }

  /** What the direct connection has measured, or null where it does not carry the call. */
  report(): Promise<readonly ConnectionReport[]> | null {
    return this.#rung === 'direct' ? (this.#current?.call?.report() ?? null) : null;
  }

  /** The network may be another, or the machine was asleep. */
  disturbed(): void {
    this.#current?.call?.restart();
  }

  /** The call is over. */
  stop(): void {
    this.joined('room');
  }

  #load(): ReturnType<NonNullable<LadderDeps['load']>> {
    return this.#deps.load?.() ?? import('./direct-call.js');
  }

  async #begin(attempt: DirectAttempt): Promise<void> {
    this.#current?.call?.close();
    const current: Current = { attempt, call: null, early: [] };
    this.#current = current;
    const { signaling, participants, choice, seen, attach, files, speaking } = this.#deps;
    const { peer } = attempt;
    try {
      const { DirectCall: Call } = await this.#load();
      if (this.#current !== current) return;
      choice.aim('direct');
      current.call = new Call(attempt, {
        signaling,
        peer: () => participants().find(({ id }) => id === peer) ?? null,
        choice,
        seen,
        attach,
        files: (channel) => files.attach(peer, channel),
        heard: (who, level) => {
          if (this.#rung === 'direct') speaking(who === 'peer' ? peer : 'self', level);
        },
        changed: () => this.#report(),
        closed: () => this.#closed(current),
      });
      for (const signal of current.early) current.call.take(signal);
    } catch {
      if (this.#current !== current) return;
      // The code could not be fetched, or this browser has no such connections.
      this.#current = null;
      signaling.ask('direct:failed', { attempt: attempt.attempt, reason: 'not-connected' }, () => undefined);
    }
  }

  #end(current: Current, reason: DirectEndReason): void {
    if (current.call === null) this.#current = null;
    else current.call.end(reason);
  }

  #closed(current: Current): void {
    this.#deps.files.detach();
    if (this.#current === current) this.#current = null;
    this.#report();
  }

  #setRung(rung: Rung): void {
    this.#rung = rung;
    this.#deps.hold(rung === 'direct');
    this.#report();
  }

  #report(): void {
    const call = this.#rung === 'direct' ? this.#current?.call : null;
    if (call == null) this.#deps.report(this.#roomWorth);
    else this.#deps.report(call.isUp ? 'connected' : 'reconnecting');
  }
}
