import { expect, it } from 'vitest';
import { rest } from '../fixture.js';
import { Negotiation, type Signal } from './direct-negotiation.js';

/** As much of a peer connection as negotiating needs: its states, and that it does one thing after the other. */
class FakeConnection extends EventTarget {
  signalingState: RTCSignalingState = 'stable';
  localDescription: RTCSessionDescription | null = null;
  remote: string | null = null;
  rollbacks = 0;
  readonly candidates: string[] = [];
  readonly #name: string;
  #written = 0;
  #needed = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(name: string) {
    super();
    this.#name = name;
  }

  /** Something has changed that the other end has to agree to. */
  need(): void {
    this.#needed = true;
    if (this.signalingState === 'stable') this.dispatchEvent(new Event('negotiationneeded'));
  }

  createOffer = () => this.#next((): RTCSessionDescriptionInit => this.#write('offer'));
  createAnswer = () => this.#next((): RTCSessionDescriptionInit => this.#write('answer'));

  setLocalDescription = ({ type = 'offer', sdp = '' }: Partial<RTCSessionDescriptionInit> = {}) =>
    this.#next(() => {
      if (type === 'offer') this.#move(['stable', 'have-local-offer'], 'have-local-offer');
      else this.#move(['have-remote-offer'], 'stable');
      this.localDescription = { type, sdp, toJSON: () => ({ type, sdp }) };
      if (type === 'offer') this.#needed = false;
      this.#settled();
    });

  setRemoteDescription = ({ type, sdp = '' }: RTCSessionDescriptionInit) =>
    this.#next(() => {
      if (type === 'offer') {
        if (this.signalingState === 'have-local-offer') {
          this.rollbacks += 1;
          this.#needed = true;
        }
        this.#move(['stable', 'have-local-offer', 'have-remote-offer'], 'have-remote-offer');
      } else this.#move(['have-local-offer'], 'stable');
      this.remote = sdp;
      this.#settled();
    });

  addIceCandidate = (init?: RTCIceCandidateInit) =>
    this.#next(() => {
      // Its text is the description to which it belongs.
      if (init?.candidate !== this.remote) throw new DOMException('', 'OperationError');
      this.candidates.push(this.remote ?? '');
    });

  #write(type: 'offer' | 'answer') {
    this.#written += 1;
    return { type, sdp: `${this.#name} ${type} ${this.#written}` };
  }

  #move(from: RTCSignalingState[], to: RTCSignalingState): void {
    if (!from.includes(this.signalingState)) throw new DOMException('', 'InvalidStateError');
    this.signalingState = to;
  }

  #settled(): void {
    if (this.signalingState === 'stable' && this.#needed) this.dispatchEvent(new Event('negotiationneeded'));
  }

  #next<Result>(step: () => Result): Promise<Result> {
    const done = this.#last.then(step);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

interface End {
  connection: FakeConnection;
  negotiation: Negotiation;
  sent: Signal[];
  failures: number;
}

function open(name: string, polite: boolean): End {
  const connection = new FakeConnection(name);
  const sent: Signal[] = [];
  const negotiation = new Negotiation({
    connection,
    polite,
    send: (signal) => sent.push(signal),
    sections: () => [{ mid: '0', source: 'microphone' }],
    offered: () => undefined,
    adapted: (sdp) => sdp.toLowerCase(),
    own: (sdp) => sdp.toUpperCase(),
    failed: () => {
      end.failures += 1;
    },
  });
  const end: End = { connection, negotiation, sent, failures: 0 };
  return end;
}

/** Lets everything happen that needs no word from the other end. */
/** Brings each end what the other has said until neither says more. */
async function talk(one: End, other: End): Promise<void> {
  await rest();
  while (one.sent.length > 0 || other.sent.length > 0) {
    const [toOther, toOne] = [one.sent.splice(0), other.sent.splice(0)];
    for (const signal of toOther) other.negotiation.take(signal);
    for (const signal of toOne) one.negotiation.take(signal);
    await rest();
  }
}

const pair = () => [open('ana', false), open('ben', true)] as const;
const states = (...ends: End[]) =>
  ends.map(({ connection, failures }) => `${connection.signalingState}, failures: ${failures}`);
const AGREED = ['stable, failures: 0', 'stable, failures: 0'];

it.each([
  ['the impolite', 0],
  ['the polite', 1],
] as const)('%s one offers, and the other answers', async (_, offering) => {
  const ends = pair();
  ends[offering].connection.need();
  await talk(...ends);
  expect(states(...ends)).toEqual(AGREED);
  // Each has put the other's words to its own use.
  const remotes = ends.map(({ connection }) => connection.remote);
  expect(remotes).toEqual(offering === 0 ? ['ben answer 1', 'ana offer 1'] : ['ben offer 1', 'ana answer 1']);
});

it('both offer at once: the polite one gives way, and offers again', async () => {
  const [ana, ben] = pair();
  ana.connection.need();
  ben.connection.need();
  await rest();
  expect([ana.connection.signalingState, ben.connection.signalingState]).toEqual([
    'have-local-offer',
    'have-local-offer',
  ]);
  await talk(ana, ben);
  expect(states(ana, ben)).toEqual(AGREED);
  expect([ana.connection.rollbacks, ben.connection.rollbacks]).toEqual([0, 1]);
  expect(ana.connection.remote).toBe('ben offer 3');
});

it('the polite one gives way while it writes its offer, too', async () => {
  const [ana, ben] = pair();
  ana.connection.need();
  await rest();
  ben.connection.need();
  for (const signal of ana.sent.splice(0)) ben.negotiation.take(signal);
  await talk(ana, ben);
  expect(states(ana, ben)).toEqual(AGREED);
  expect(ben.connection.rollbacks).toBe(0);
  expect(ana.connection.remote).toBe('ben offer 3');
});

it('what is asked for twice is offered once', async () => {
  const [ana, ben] = pair();
  ana.negotiation.renew();
  ana.negotiation.renew();
  await rest();
  expect(ana.sent).toHaveLength(1);
  ana.negotiation.renew();
  await talk(ana, ben);
  expect(states(ana, ben)).toEqual(AGREED);
});

function candidate(text: string): Signal {
  return {
    candidate: { candidate: text, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null },
  };
}

it('candidates wait for the description with which they came', async () => {
  const [ana, ben] = pair();
  ana.connection.need();
  await rest();
  for (const signal of [...ana.sent.splice(0), candidate('ana offer 1')]) ben.negotiation.take(signal);
  await talk(ana, ben);
  expect(ben.connection.candidates).toEqual(['ana offer 1']);
  expect(states(ana, ben)).toEqual(AGREED);
});

it('candidates of an offer that was passed over are passed over', async () => {
  const [ana, ben] = pair();
  ana.connection.need();
  ben.connection.need();
  await rest();
  ben.sent.push(candidate('ben offer 1'));
  await talk(ana, ben);
  expect(states(ana, ben)).toEqual(AGREED);
});

it.each<[string, Signal]>([
  ['a candidate before any description', candidate('ana offer 1')],
  ['an answer to nothing', { description: { type: 'answer', sdp: '', sources: [] } }],
])('%s: this end cannot go on', async (_, signal) => {
  const [, ben] = pair();
  ben.negotiation.take(signal);
  await rest();
  expect([ben.failures, ben.sent]).toEqual([1, []]);
});

it.each([
  ['with a section for each source and one for the channels is answered', 5, 0],
  ['of a thousand sections is a failure before the browser sees it', 1_000, 1],
])('an offer %s', async (_, sections, failures) => {
  const [, ben] = pair();
  const sdp = `v=0\r\n${'m=video 9 UDP/TLS/RTP/SAVPF 96\r\n'.repeat(sections)}`;
  ben.negotiation.take({ description: { type: 'offer', sdp, sources: [] } });
  await rest();
  expect([ben.failures, ben.sent.length, ben.connection.remote === null]).toEqual([
    failures,
    1 - failures,
    failures > 0,
  ]);
});

it('nothing is said or told after the end', async () => {
  const [ana, ben] = pair();
  ana.connection.need();
  ana.negotiation.close();
  ben.negotiation.close();
  ben.negotiation.take(candidate('ana offer 1'));
  await rest();
  expect([ana.sent, ben.sent, ana.failures, ben.failures]).toEqual([[], [], 0, 0]);
});
