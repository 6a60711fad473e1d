import type { CheckSession, Request } from '@hangouts/protocol';
import type { Clock } from './context.js';
import { iceServersFor, type IceConfig } from './ice-servers.js';
import type { Probes } from './media-port.js';

/** How long the TURN credentials of a check serve, in seconds: a check itself takes ten at most. */
const CREDENTIALS_LIFETIME = 30;

/** Lets a page find out, before it joins, by which ways it can reach the media server. One check a page at a time. */
export class ConnectionChecks {
  constructor(
    private readonly probes: Probes,
    private readonly ice: IceConfig,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  /**
   * Begins a check for a page, in place of one it has; it ends by itself.
   * @throws Refusal `check-busy` where there are too many already, `media-unavailable`
   */
  async open(page: string): Promise<CheckSession> {
    const pair = await this.probes.open(page);
    return { ...pair, iceServers: iceServersFor(this.ice, page, this.clock.now(), CREDENTIALS_LIFETIME) };
  }

  /** @throws Refusal `not-found` for a transport of no check of this page's, `media-rejected` */
  async connect(page: string, { transport, dtlsParameters }: Request<'lobby:check-connect'>): Promise<void> {
    await this.probes.connect(page, transport, dtlsParameters);
  }

  /** Ends a page's check, where it has one. */
  close(page: string): void {
    this.probes.close(page);
  }
}
