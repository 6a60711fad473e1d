/** Whether a line still carries anything, told from the counters of its paths. Pure. */

/** What has come in by one path of ICE so far (a candidate pair of RTCStatsReport). */
export interface PathCount {
  /** RTP, RTCP and DTLS, in bytes. */
  bytes: number;
  /** Answers to connectivity checks. */
  answers: number;
  /** Whether what this page sends goes this way. */
  selected: boolean;
}

/** The paths of everything that a link uses, by their ids. */
export type Vitals = ReadonlyMap<string, PathCount>;

/** The paths in a report; W3C webrtc-stats, RTCTransportStats and RTCIceCandidatePairStats. */
export function pathsOf(report: RTCStatsReport): Map<string, PathCount> {
  const paths = new Map<string, PathCount>();
  const selected = new Set<string>();
  report.forEach((stat: unknown, id: string) => {
    if (isPair(stat)) {
      const { bytesReceived = 0, responsesReceived = 0 } = stat;
      paths.set(id, { bytes: bytesReceived, answers: responsesReceived, selected: false });
    } else if (isTransport(stat)) {
      selected.add(stat.selectedCandidatePairId ?? '');
    }
  });
  for (const [id, path] of paths) path.selected = selected.has(id);
  return paths;
}

/** Follows a line from look to look. Times in milliseconds, on whatever clock. */
export class Pulse {
  #before: Vitals = new Map();
  /** Data came since the line was last known to have none to bring. */
  #missable = false;
  #restarted = false;
  #aliveAt = 0;
  #elsewhere = false;

  /**
   * Since the last restart of ICE the other end answers, but only by a path that the browser does not take yet:
   * Chromium stays on one that died for some seconds more.
   */
  get elsewhere(): boolean {
    return this.#elsewhere;
  }

  /** How long nothing has come that had come until then; 0 where nothing is missed. */
  silence(now: number): number {
    return this.#missable ? now - this.#aliveAt : 0;
  }

  /** ICE begins anew: from here on an answer proves that there is a path. */
  restarted(): void {
    this.#restarted = true;
  }

  /** Takes a look at the line. */
  look(vitals: Vitals, now: number): void {
    const { data, answers, elsewhere } = beatBetween(this.#before, vitals);
    this.#before = vitals;
    if (data || answers) {
      this.#aliveAt = now;
      this.#elsewhere = false;
    } else if (elsewhere && this.#restarted) {
      this.#elsewhere = true;
    }
    // A path and no data: nobody sends anything now.
    if (data || (answers && this.#restarted)) {
      this.#missable = data;
      this.#restarted = false;
    }
  }
}

/** What came between two looks: data, answers by the path that is taken, and answers by another. */
function beatBetween(before: Vitals, now: Vitals) {
  const beat = { data: false, answers: false, elsewhere: false };
  for (const [id, { bytes, answers, selected }] of now) {
    const past = before.get(id);
    if (bytes > (past?.bytes ?? 0)) beat.data = true;
    if (answers <= (past?.answers ?? 0)) continue;
    if (selected) beat.answers = true;
    else beat.elsewhere = true;
  }
  return beat;
}

function isPair(
  stat: unknown,
): stat is Pick<RTCIceCandidatePairStats, 'bytesReceived' | 'responsesReceived'> {
  return isOfType(stat, 'candidate-pair');
}

function isTransport(stat: unknown): stat is Pick<RTCTransportStats, 'selectedCandidatePairId'> {
  return isOfType(stat, 'transport');
}

function isOfType(stat: unknown, type: RTCStatsType): boolean {
  return typeof stat === 'object' && stat !== null && 'type' in stat && stat.type === type;
}
