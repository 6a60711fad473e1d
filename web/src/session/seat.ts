/** The page's place in the room: the lobby, joining in one question, and coming back after a gap. */
import type { ErrorCode, Joined, RequestInput, RoomId } from '@hangouts/protocol';
import { asSessionError, type SessionError, type SessionErrorCode } from './error.js';
import type { Identity } from './identity.js';
import type { MediaDevice } from './media-device.js';
import { awayFor, joinDelay, LOST_AFTER } from './reconnect.js';
import type { LocalAction } from './reducer.js';
import type { AnyNotice, Outcome, Signaling } from './signaling.js';

export interface SeatDeps {
  room: RoomId;
  identity: Identity;
  signaling: Signaling & { open(): void; close(): void; reset(): void };
  dispatch(action: LocalAction): void;
  /** Loads what this browser can do with the media server; null where it can do nothing. */
  loadDevice(capabilities: MediaDevice['rtpCapabilities']): Promise<MediaDevice | null>;
  /** Whether this page can connect to another directly, and its person lets it. */
  acceptsDirect(): boolean;
  /** The most that is to be received, in bits per second; null: as much as there is. */
  budget(): number | null;
  /** In the room, for the first time or again. Called before any notice that follows. */
  seated(joined: Joined, device: MediaDevice | null): void;
  /** The line is back and nothing was missed. */
  resumed(): void;
  lineLost(): void;
  /** Before the door again, where somebody waits or says the passcode: what was on in the call is on when they are back. */
  unseated(): void;
  /** Out of the room. */
  ended(): void;
}

/** `coming`: asking for a seat, for the first time or again; `waiting`: for a host to let one in. */
type Place = 'lobby' | 'coming' | 'waiting' | 'seated' | 'out';

// With these the server is only not ready: asked again, it may say yes.
const PASSING: ReadonlySet<SessionErrorCode> = new Set([
  'offline',
  'server-closing',
  'media-unavailable',
  'not-in-room',
  'rate-limited',
  'internal',
]);
/** The lobby has a field for it: who was in the call has only to say it. */
const SAYABLE: ReadonlySet<SessionErrorCode> = new Set(['passcode-needed', 'passcode-wrong']);
/** How often somebody who presses Join for the first time waits for the server to be ready. */
const FIRST_TRIES = 6;

export class Seat {
  readonly #deps: SeatDeps;
  #place: Place = 'lobby';
  #name = '';
  #passcode: string | null = null;
  #everConnected = false;
  #everSeated = false;
  #attempts = 0;
  #asking = false;
  #device: MediaDevice | null = null;
  #deviceLoading: Promise<void> | null = null;
  #deviceReady = false;
  #waiting: (() => void) | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #lost: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: SeatDeps) {
    this.#deps = deps;
    this.#awaitLine();
  }

  /**
   * Asks for a seat. Settles when there is one, when a host has to let one in, or when why there is none stands in the
   * state.
   */
  join(name: string, passcode: string | null = null): Promise<void> {
    if (this.#place !== 'lobby' && this.#place !== 'out') return Promise.resolve();
    this.#name = name;
    this.#passcode = passcode;
    this.#place = 'coming';
    this.#everSeated = false;
    this.#attempts = 0;
    this.#deps.dispatch({ type: 'joining' });
    const outcome = new Promise<void>((resolve) => {
      this.#waiting = resolve;
    });
    this.#deps.signaling.open();
    this.#ask();
    return outcome;
  }

  /** Out of the room and off the line; the server hears it at once where there is a line. */
  leave(problem: ErrorCode | null): void {
    this.#place = 'out';
    this.#stopTimers();
    if (problem === 'seat-elsewhere') this.#deps.identity.keep(null);
    this.#deps.signaling.close();
    this.#deps.ended();
    this.#deps.dispatch({ type: 'ended', problem });
    this.#settle();
  }

  /** Waits no longer to be let in. */
  giveUp(): void {
    if (this.#place !== 'waiting') return;
    this.#place = 'lobby';
    this.#deps.signaling.ask('leave', {}, () => undefined);
    this.#deps.dispatch({ type: 'gave-up' });
  }

  /** The connection is up. */
  up(recovered: boolean): void {
    const { dispatch } = this.#deps;
    this.#everConnected = true;
    clearTimeout(this.#lost);
    if (this.#place === 'seated' && recovered) {
      dispatch({ type: 'signaling', connection: 'connected' });
      this.#deps.resumed();
      return;
    }
    // Whoever sits in the room is connected once the seat is theirs again.
    if (this.#place !== 'seated' && !this.#everSeated)
      dispatch({ type: 'signaling', connection: 'connected' });
    // The server forgets who waits with their line.
    if (this.#place === 'waiting') this.#place = 'coming';
    if (this.#place === 'seated') this.#comeBack();
    else if (this.#place === 'coming') this.#ask();
    else if (this.#place === 'lobby') void this.#enterLobby();
  }

  /** The line is lost. */
  down(): void {
    if (this.#place === 'out') return;
    this.#awaitLine();
    if (this.#everSeated) this.#deps.lineLost();
  }

  /** The server will not have this page as it is. */
  refused({ code }: SessionError): void {
    if (code === 'offline') return;
    if (this.#everSeated) this.leave(code);
    else this.#turnedAway(code);
  }

  onNotice(notice: AnyNotice): void {
    if (notice.name === 'seat:closed' && this.#everSeated) this.leave(notice.payload.code);
    else if (notice.name === 'seat:expired') this.lapsed();
    else if (notice.name === 'waiting:answer') this.#hear(notice.payload.admitted);
  }

  /** A host has let one in, or has not. */
  #hear(admitted: boolean): void {
    if (this.#place !== 'waiting') return;
    if (!admitted) return this.#turnedAway('not-admitted');
    this.#place = 'coming';
    this.#ask();
  }

  /** The server does not know the seat any more: takes it again by its ticket. */
  lapsed(): void {
    if (this.#place === 'seated') this.#comeBack();
  }

  #comeBack(): void {
    this.#place = 'coming';
    this.#deps.dispatch({ type: 'signaling', connection: 'reconnecting' });
    this.#ask();
  }

  async #enterLobby(): Promise<void> {
    const { room, signaling, dispatch } = this.#deps;
    try {
      const view = await signaling.request('lobby:enter', { room, ...this.#proof() });
      dispatch({ type: 'lobby', view });
      this.#deviceLoading ??= this.#loadDevice(view.rtpCapabilities);
      await this.#deviceLoading;
    } catch (error) {
      const { code } = asSessionError(error);
      // Without a line the next `up` begins again.
      if (code === 'offline' || this.#place === 'out') return;
      if (PASSING.has(code)) this.#again(() => void this.#enterLobby());
      else this.#turnedAway(code);
      return;
    }
    if (this.#place === 'coming') this.#ask();
  }

  /**
   * What says that one was here before, or is invited. Also on the way back into the call: where the meeting is over, or
   * who was here before is asked about again, the ticket opens nothing, and the owner's key is an invitation.
   */
  #proof(): Pick<RequestInput<'join'>, 'ticket' | 'invitation'> {
    const { identity } = this.#deps;
    const ticket = identity.ticket();
    const invitation = identity.invitation();
    return {
      ...(ticket === null ? {} : { ticket }),
      ...(invitation === null ? {} : { invitation }),
    };
  }

  async #loadDevice(capabilities: MediaDevice['rtpCapabilities']): Promise<void> {
    this.#device = await this.#deps.loadDevice(capabilities);
    this.#deviceReady = true;
  }

  #ask(): void {
    const { room, identity, signaling } = this.#deps;
    if (this.#place !== 'coming' || this.#asking || !signaling.connected) return;
    if (!this.#deviceReady) {
      void this.#enterLobby();
      return;
    }
    const rtpCapabilities = this.#device?.rtpCapabilities;
    const budget = this.#deps.budget();
    const request: RequestInput<'join'> = {
      room,
      name: this.#name,
      page: identity.page,
      ...this.#proof(),
      ...(this.#passcode === null ? {} : { passcode: this.#passcode }),
      ...(rtpCapabilities === undefined ? {} : { rtpCapabilities }),
      ...(budget === null ? {} : { budget }),
      direct: rtpCapabilities !== undefined && this.#deps.acceptsDirect(),
    };
    clearTimeout(this.#retry);
    this.#asking = true;
    signaling.ask('join', request, (outcome) => {
      this.#asking = false;
      if (this.#place === 'coming') this.#answered(outcome);
    });
  }

  #answered(outcome: Outcome<Joined>): void {
    if (outcome.ok) {
      const joined = outcome.data;
      this.#deps.identity.keep(joined.ticket);
      this.#place = 'seated';
      this.#everSeated = true;
      this.#attempts = 0;
      // Media first: what the pages do with the news can wait for the first packet to be on its way.
      this.#deps.seated(joined, this.#device);
      this.#deps.dispatch({ type: 'joined', joined });
      this.#settle();
      return;
    }
    const { code } = outcome.error;
    if (code === 'offline') {
      // Without a line the next `up` asks; with one, whether the server heard is unknown, so a new line it is.
      if (this.#deps.signaling.connected) this.#deps.signaling.reset();
      return;
    }
    if (code === 'waiting') return this.#startWaiting();
    if (code === 'invitation-void' && this.#everSeated && this.#deps.identity.invitation() !== null) {
      // They were in the call already: void by now, it must not keep them out of it.
      this.#deps.identity.dropInvitation();
      return this.#ask();
    }
    const waits = PASSING.has(code) && (this.#everSeated || this.#attempts < FIRST_TRIES);
    if (waits) this.#again(() => this.#ask());
    else if (this.#everSeated && !SAYABLE.has(code)) this.leave(code);
    else this.#turnedAway(code);
  }

  #startWaiting(): void {
    this.#place = 'waiting';
    this.#standUp();
    this.#deps.dispatch({ type: 'waiting' });
    this.#settle();
  }

  /** Whoever had a seat until now is at the door as anybody is who comes new. */
  #standUp(): void {
    if (!this.#everSeated) return;
    this.#everSeated = false;
    this.#attempts = 0;
    this.#deps.unseated();
    this.#deps.dispatch({ type: 'signaling', connection: 'connected' });
  }

  /** Joining did not work: back in the lobby, which says why. */
  #turnedAway(code: ErrorCode): void {
    this.#place = 'lobby';
    this.#standUp();
    // Without it, they may come in as anybody does.
    if (code === 'invitation-void') this.#deps.identity.dropInvitation();
    clearTimeout(this.#retry);
    this.#deps.dispatch({ type: 'join-refused', code });
    this.#settle();
  }

  #again(action: () => void): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(action, joinDelay(this.#attempts, Math.random()));
    this.#attempts += 1;
  }

  #awaitLine(): void {
    const { dispatch } = this.#deps;
    dispatch({ type: 'signaling', connection: awayFor(0, this.#everConnected) });
    clearTimeout(this.#lost);
    this.#lost = setTimeout(() => {
      dispatch({ type: 'signaling', connection: awayFor(LOST_AFTER, this.#everConnected) });
    }, LOST_AFTER);
  }

  #stopTimers(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#lost);
  }

  #settle(): void {
    this.#waiting?.();
    this.#waiting = null;
  }
}
