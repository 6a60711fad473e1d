/**
 * Runs in a page that somebody uses: how long each of their interactions took until the next paint (Event Timing, W3C).
 * A press of a key or a button is several events; the longest of them is the interaction's, as INP counts it.
 */

export interface Interactions {
  /** All since the page was opened. */
  count: number;
  /** Milliseconds of each that took longer than `SHORTEST`; the browser does not tell of shorter ones. */
  long: number[];
}

declare global {
  interface Window {
    hangoutsInteractions: () => Interactions;
  }
}

/** In milliseconds; the least that the browser can be asked for. */
const SHORTEST = 16;

/** Not in TypeScript's library yet. */
interface EventTiming extends PerformanceEntry {
  interactionId: number;
}

const durations = new Map<number, number>();

function take(entries: PerformanceEntryList): void {
  for (const entry of entries) {
    const { interactionId, duration } = entry as EventTiming;
    if (interactionId > 0)
      durations.set(interactionId, Math.max(durations.get(interactionId) ?? 0, duration));
  }
}

const observer = new PerformanceObserver((list) => take(list.getEntries()));
observer.observe({ type: 'event', durationThreshold: SHORTEST, buffered: true } as PerformanceObserverInit);

window.hangoutsInteractions = () => {
  take(observer.takeRecords());
  const { interactionCount } = performance as Performance & { interactionCount: number };
  return { count: interactionCount, long: [...durations.values()] };
};
