/** By which path a direct connection goes. These functions run in the page: each stands by itself. */

type Noting = typeof globalThis & {
  hangoutsPeers?: RTCPeerConnection[];
  hangoutsRestarts?: number;
  hangoutsRungs?: string[];
};

/** Before the page runs: counts how often another path is looked for (W3C WebRTC, `restartIce`). */
export function countRestarts(): void {
  const page: Noting = globalThis;
  page.hangoutsRestarts = 0;
  const restartIce = RTCPeerConnection.prototype.restartIce;
  RTCPeerConnection.prototype.restartIce = function () {
    page.hangoutsRestarts = (page.hangoutsRestarts ?? 0) + 1;
    restartIce.call(this);
  };
}

/** How often another path was looked for since the page was opened. */
export function restarts(): number {
  const page: Noting = globalThis;
  return page.hangoutsRestarts ?? 0;
}

/** Begins to note each rung that the call is on, the present one first. */
export function noteRungs(): void {
  const page: Noting = globalThis;
  const rungs: string[] = [];
  page.hangoutsRungs = rungs;
  const note = () => {
    const rung = document.querySelector('main')?.dataset['rung'] ?? 'none';
    if (rungs.at(-1) !== rung) rungs.push(rung);
  };
  note();
  new MutationObserver(note).observe(document.body, {
    attributes: true,
    attributeFilter: ['data-rung'],
    childList: true,
    subtree: true,
  });
}

/** The rungs since `noteRungs`. */
export function notedRungs(): string[] {
  const page: Noting = globalThis;
  return page.hangoutsRungs ?? [];
}

/** Of which kinds the two ends of the direct connection's path are, as "host" or "relay"; none where there is no path. */
export async function pathKinds(): Promise<string[]> {
  const page: Noting = globalThis;
  for (const peer of page.hangoutsPeers ?? []) {
    // Only the direct connection has channels for data.
    if (peer.connectionState === 'closed' || !peer.localDescription?.sdp.includes('m=application')) continue;
    const reports: Record<string, unknown>[] = [];
    (await peer.getStats()).forEach((report: Record<string, unknown>) => reports.push(report));
    const transport = reports.find(({ type }) => type === 'transport');
    const pair = reports.find(({ id }) => id === transport?.['selectedCandidatePairId']);
    const ends = [pair?.['localCandidateId'], pair?.['remoteCandidateId']];
    return reports.filter(({ id }) => ends.includes(id)).map((report) => String(report['candidateType']));
  }
  return [];
}
