/** Whether the operator's STUN and TURN servers answer. */
import type { IceServer } from '@hangouts/protocol';
import { wait } from '../wait.js';

/** How long an answer may take, in milliseconds. */
const LIMIT = 4_000;

/** Null where there is none of the kind. */
export interface IceServersReached {
  stun: boolean | null;
  turn: boolean | null;
}

/** Has the browser gather candidates by way of them (RFC 8445, section 5.1.1). */
export async function tryIceServers(
  iceServers: readonly IceServer[],
  signal: AbortSignal,
): Promise<IceServersReached> {
  const [stun, turn] = [only(iceServers, /^stuns?:/), only(iceServers, /^turns?:/)];
  const [mapped, relayed] = await Promise.all([gather(stun, 'srflx', signal), gather(turn, 'relay', signal)]);
  return {
    // Whose address is the same from outside gets no candidate of it: the server has answered where the browser is
    // done so soon.
    stun: mapped === null ? null : mapped.found || (mapped.done && !mapped.failed),
    turn: relayed === null ? null : relayed.found,
  };
}

function only(iceServers: readonly IceServer[], scheme: RegExp): IceServer[] {
  return iceServers
    .map((server) => ({ ...server, urls: server.urls.filter((url) => scheme.test(url)) }))
    .filter(({ urls }) => urls.length > 0);
}

interface Gathered {
  /** A candidate of the wanted kind came. */
  found: boolean;
  /** The browser waits for no further answer. */
  done: boolean;
  /** A server could not be reached, as the browser says. */
  failed: boolean;
}

/** Null where there is no server to ask. */
async function gather(
  iceServers: readonly IceServer[],
  wanted: RTCIceCandidateType,
  signal: AbortSignal,
): Promise<Gathered | null> {
  if (iceServers.length === 0) return null;
  const gathered: Gathered = { found: false, done: false, failed: false };
  const enough = new AbortController();
  const peer = new RTCPeerConnection({ iceServers: [...iceServers] });
  try {
    peer.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate === null) gathered.done = true;
      if (candidate?.type === wanted) gathered.found = true;
      if (gathered.done || gathered.found) enough.abort();
    });
    peer.addEventListener('icecandidateerror', () => {
      gathered.failed = true;
    });
    peer.createDataChannel('');
    await peer.setLocalDescription();
    await wait(LIMIT, signal, enough.signal);
    return gathered;
  } finally {
    peer.close();
  }
}
