/** Notices what may have broken the page's lines without a word: another network, and sleep. */

/** How often the clock is looked at, and how much later than that means that the machine slept. Milliseconds. */
const CLOCK_INTERVAL = 1_000;
const ASLEEP = 5_000;

/** Not in TypeScript's own types: there in Chromium, its `type` on phones (Network Information API). */
interface ConnectionInformation extends EventTarget {
  type?: string;
}

/** Calls back when the page may be on another network, or was asleep; gives the way to stop. */
export function watchNetwork(changed: () => void): () => void {
  const information = 'connection' in navigator ? navigator.connection : undefined;
  const connection = isInformation(information) ? information : null;
  let type = connection?.type;
  // Its events are mostly of other estimates of speed.
  const typeChanged = () => {
    if (connection?.type === type) return;
    type = connection?.type;
    changed();
  };
  let last = Date.now();
  const clock = setInterval(() => {
    const now = Date.now();
    if (now - last > ASLEEP) changed();
    last = now;
  }, CLOCK_INTERVAL);
  addEventListener('online', changed);
  document.addEventListener('resume', changed);
  connection?.addEventListener('change', typeChanged);
  return () => {
    clearInterval(clock);
    removeEventListener('online', changed);
    document.removeEventListener('resume', changed);
    connection?.removeEventListener('change', typeChanged);
  };
}

function isInformation(value: unknown): value is ConnectionInformation {
  return value instanceof EventTarget;
}
