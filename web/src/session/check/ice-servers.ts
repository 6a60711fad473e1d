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

/** Gathers candidates (RFC 8445): a server that answers gives one of its kind. */
export async function tryIceServers(
  iceServers: readonly IceServer[],
  signal: AbortSignal,
): Promise<IceServersReached> {
  const has = (scheme: RegExp) => iceServers.some(({ urls }) => urls.some((url) => scheme.test(url)));
  const wanted = { stun: has(/^stuns?:/), turn: has(/^turns?:/) };
  if (!wanted.stun && !wanted.turn) return { stun: null, turn: null };
  const found = await gather(iceServers, wanted, signal);
  return {
    stun: wanted.stun ? found.has('srflx') : null,
    turn: wanted.turn ? found.has('relay') : null,
  };
}

async function gather(
  iceServers: readonly IceServer[],
  wanted: { stun: boolean; turn: boolean },
  signal: AbortSignal,
): Promise<ReadonlySet<RTCIceCandidateType>> {
  const found = new Set<RTCIceCandidateType>();
  const peer = new RTCPeerConnection({ iceServers: [...iceServers] });
  try {
    const gathered = new AbortController();
    peer.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.type != null) found.add(candidate.type);
      const all = (!wanted.stun || found.has('srflx')) && (!wanted.turn || found.has('relay'));
      if (candidate === null || all) gathered.abort();
    });
    peer.createDataChannel('');
    await peer.setLocalDescription();
    await wait(LIMIT, signal, gathered.signal);
    return found;
  } finally {
    peer.close();
  }
}
