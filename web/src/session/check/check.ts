/** By which ways this page reaches the media server, tried before anybody joins. */
import type { DtlsParameters } from '@hangouts/protocol';
import type { Signaling } from '../signaling.js';
import { tryEcho } from './echo.js';
import type { EchoFigures } from './figures.js';
import { tryIceServers, type IceServersReached } from './ice-servers.js';

export interface ConnectionCheck {
  /** Null where the media server is not reached this way. */
  udp: EchoFigures | null;
  tcp: EchoFigures | null;
  iceServers: IceServersReached;
}

/** Tries everything at once; about four seconds. Throws a `SessionError` where the server cannot be asked, or says no. */
export async function checkConnection(signaling: Signaling, signal: AbortSignal): Promise<ConnectionCheck> {
  const session = await signaling.request('lobby:check', {});
  const connect = async (transport: string, dtlsParameters: DtlsParameters) => {
    await signaling.request('lobby:check-connect', { transport, dtlsParameters });
  };
  try {
    const [udp, tcp, iceServers] = await Promise.all([
      tryEcho({ transport: session.udp, protocol: 'udp', connect, signal }),
      tryEcho({ transport: session.tcp, protocol: 'tcp', connect, signal }),
      tryIceServers(session.iceServers, signal),
    ]);
    return { udp, tcp, iceServers };
  } finally {
    // It ends by itself too, a little later.
    signaling.ask('lobby:check-end', {}, () => undefined);
  }
}
