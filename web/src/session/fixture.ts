/** For the tests of the engine, stand-ins: a track, a person, a message, a server that answers as it is told. */
import type { ChatMessage, Participant, ParticipantId, Source } from '@hangouts/protocol';
import { SessionError } from './error.js';
import type { ConnectionReport, LinkEvents, LinkState, Outgoing, Publication, RoomLink } from './link.js';
import type { Vitals } from './pulse.js';
import type { AnyNotice, Outcome, Signaling } from './signaling.js';

/** A turn of the event loop: whatever waits for nothing outside comes to rest. */
export function rest(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve));
}

/** A track that captures nothing. */
export class FakeTrack extends EventTarget implements MediaStreamTrack {
  readonly id = crypto.randomUUID();
  readonly label = '';
  contentHint = '';
  enabled = true;
  muted = false;
  readyState: MediaStreamTrackState = 'live';
  onended = null;
  onmute = null;
  onunmute = null;
  readonly kind: 'audio' | 'video';
  readonly #settings: MediaTrackSettings;

  constructor(kind: 'audio' | 'video', settings: MediaTrackSettings = {}) {
    super();
    this.kind = kind;
    this.#settings = settings;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** Ends as an unplugged device does. */
  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  /** The first frame has come. */
  unmute(): void {
    this.muted = false;
    this.dispatchEvent(new Event('unmute'));
  }

  getSettings(): MediaTrackSettings {
    return this.#settings;
  }

  getCapabilities = () => ({});
  getConstraints = () => ({});
  applyConstraints = () => Promise.resolve();
  clone = () => new FakeTrack(this.kind, this.#settings);
}

/** The id of the `number`th person. */
export function personId(number: number): ParticipantId {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return id as ParticipantId;
}

export function person(number: number, change: Partial<Participant> = {}): Participant {
  return {
    id: personId(number),
    name: `Person ${number}`,
    role: 'speaker',
    restrictions: { microphone: false, camera: false, screen: false, chat: false },
    connection: 'connected',
    joinedAt: number,
    sources: [],
    ...change,
  };
}

export function message(sequence: number, text = `message ${sequence}`): ChatMessage {
  return {
    id: `id-${sequence}`,
    sequence,
    participant: personId(1),
    name: 'Person 1',
    at: sequence,
    text,
    file: null,
  };
}

interface Asked {
  event: string;
  payload: unknown;
  answer(data: unknown): void;
  refuse(error: SessionError): void;
}

/** A server whose answers the test gives. */
export class FakeSignaling implements Signaling {
  connected = true;
  /** What has been asked and not answered, oldest first. */
  readonly open: Asked[] = [];
  /** The names of all that was ever asked. */
  readonly asked: string[] = [];
  readonly #listeners = new Set<(notice: AnyNotice) => void>();

  ask: Signaling['ask'] = (event, payload, done) => {
    this.#note(event, payload, (outcome: Outcome<never>) => done(outcome));
  };

  request: Signaling['request'] = (event, payload) =>
    new Promise((resolve, reject) => {
      this.#note(event, payload, (outcome: Outcome<never>) =>
        outcome.ok ? resolve(outcome.data) : reject(outcome.error),
      );
    });

  subscribe(listener: (notice: AnyNotice) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  notify(notice: AnyNotice): void {
    for (const listener of this.#listeners) listener(notice);
  }

  /** The oldest open question, which has to be this one. */
  next(event: string): Asked {
    const asked = this.open.shift();
    if (asked?.event !== event) throw new Error(`expected ${event}, got ${asked?.event ?? 'nothing'}`);
    return asked;
  }

  #note(event: string, payload: unknown, done: (outcome: Outcome<never>) => void): void {
    if (!this.connected) return done({ ok: false, error: new SessionError('offline') });
    this.asked.push(event);
    this.open.push({
      event,
      payload,
      // The test knows what belongs to the event; the compiler does not.
      answer: (data) => done({ ok: true, data: data as never }),
      refuse: (error) => done({ ok: false, error }),
    });
  }
}

export class FakeOutgoing implements Outgoing {
  readonly publication: Publication;
  readonly log: string[];
  taken: Promise<void> = Promise.resolve();
  /** What `replaceTrack` answers. */
  replaceable = true;

  constructor(publication: Publication, log: string[]) {
    this.publication = publication;
    this.log = log;
  }

  replaceTrack(): Promise<boolean> {
    this.log.push(`replace ${this.publication.source}`);
    return Promise.resolve(this.replaceable);
  }

  setPaused(paused: boolean): Promise<void> {
    this.log.push(`${paused ? 'pause' : 'resume'} ${this.publication.source}`);
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.log.push(`close ${this.publication.source}`);
    return Promise.resolve();
  }
}

/** A link that the test moves from state to state. */
export class FakeLink implements RoomLink {
  state: LinkState = 'opening';
  closed = false;
  held = false;
  /** What was done with it, in words. */
  readonly log: string[] = [];
  readonly sent = new Map<Source, FakeOutgoing>();
  readonly opened: Promise<void>;
  /** Thrown by the next `publish`. */
  refusal: SessionError | null = null;
  counts: Vitals = new Map();
  finishOpening: () => void = () => undefined;
  readonly #events: LinkEvents | null;

  constructor(events: LinkEvents | null = null) {
    this.#events = events;
    this.opened = new Promise((resolve) => {
      this.finishOpening = resolve;
    });
  }

  hold(held: boolean): void {
    if (held !== this.held) this.log.push(held ? 'hold' : 'let go');
    this.held = held;
  }

  change(state: LinkState): void {
    this.state = state;
    this.#events?.stateChanged(state);
  }

  receive(participant: ParticipantId, source: Source, track: MediaStreamTrack): void {
    this.#events?.received([{ participant, source, track }]);
  }

  publish(publication: Publication): Promise<Outgoing> {
    this.log.push(`publish ${publication.source}${publication.paused ? ' paused' : ''}`);
    const { refusal } = this;
    this.refusal = null;
    if (refusal !== null) return Promise.reject(refusal);
    const outgoing = new FakeOutgoing(publication, this.log);
    this.sent.set(publication.source, outgoing);
    return Promise.resolve(outgoing);
  }

  vitals(): Promise<Vitals> {
    return Promise.resolve(this.counts);
  }

  restart(): void {
    this.log.push('restart');
  }

  report(): Promise<readonly ConnectionReport[]> {
    return Promise.resolve([]);
  }

  close(): void {
    this.closed = true;
  }
}
