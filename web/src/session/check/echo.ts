/** Messages to the media server and back, over a connection made for them alone. */
import type { DtlsParameters, EchoTransport } from '@hangouts/protocol';
import { echoAnswer, fingerprintsOf, type Protocol } from './answer.js';
import { wait } from '../wait.js';
import { type EchoFigures, figuresOf } from './figures.js';

/** How long connecting may take, in milliseconds: who needs longer has no good call either. */
const CONNECT_LIMIT = 4_000;
/** Messages, the time between two in milliseconds, and their size in bytes: three seconds of 40 kbit/s. */
const MESSAGES = 75;
const INTERVAL = 40;
const SIZE = 200;
/** How long is waited for the last ones, in milliseconds. */
const STRAGGLERS = 1_000;

export interface EchoOptions {
  transport: EchoTransport;
  protocol: Protocol;
  /** Gives the server the page's end. */
  connect(transport: string, dtlsParameters: DtlsParameters): Promise<void>;
  signal: AbortSignal;
}

/** What comes back and when; null where the server is not reached this way. Rejects where the server says no. */
export async function tryEcho(options: EchoOptions): Promise<EchoFigures | null> {
  const { transport, protocol, connect, signal } = options;
  const peer = new RTCPeerConnection();
  const channel = peer.createDataChannel('', {
    negotiated: true,
    id: 0,
    ordered: false,
    // What is lost stays lost, and shows.
    maxRetransmits: 0,
  });
  channel.binaryType = 'arraybuffer';
  try {
    const opened = happened(channel, 'open', CONNECT_LIMIT, signal);
    await peer.setLocalDescription();
    const fingerprints = fingerprintsOf(peer.localDescription?.sdp ?? '');
    await connect(transport.id, { role: 'client', fingerprints });
    await peer.setRemoteDescription({ type: 'answer', sdp: echoAnswer(transport, protocol) });
    if (!(await opened)) return null;
    return figuresOf(MESSAGES, await exchange(channel, signal));
  } finally {
    peer.close();
  }
}

/** Sends the messages, and gives how long each that came back was on its way, in milliseconds. */
async function exchange(channel: RTCDataChannel, signal: AbortSignal): Promise<number[]> {
  const sentAt: number[] = [];
  const roundTrips: number[] = [];
  channel.addEventListener('message', ({ data }) => {
    if (!(data instanceof ArrayBuffer) || data.byteLength < 4) return;
    const sent = sentAt[new DataView(data).getUint32(0)];
    if (sent !== undefined) roundTrips.push(performance.now() - sent);
  });
  const closed = new AbortController();
  channel.addEventListener('close', () => closed.abort());
  const ended = () => signal.aborted || closed.signal.aborted;
  for (let index = 0; index < MESSAGES && !ended(); index += 1) {
    const message = new DataView(new ArrayBuffer(SIZE));
    message.setUint32(0, index);
    sentAt[index] = performance.now();
    channel.send(message);
    await wait(INTERVAL, signal, closed.signal);
  }
  const all = () => roundTrips.length === MESSAGES;
  for (let waited = 0; waited < STRAGGLERS && !all() && !ended(); waited += INTERVAL) {
    await wait(INTERVAL, signal, closed.signal);
  }
  return roundTrips;
}

/** Whether an event comes within a time. */
async function happened(
  target: EventTarget,
  event: string,
  limit: number,
  signal: AbortSignal,
): Promise<boolean> {
  const came = new AbortController();
  target.addEventListener(event, () => came.abort(), { once: true });
  await wait(limit, signal, came.signal);
  return came.signal.aborted;
}
