/** Plays a sound once on chosen speakers, so that a person can tell whether they work. */

/** How long the playing may stand still before it counts as none, in milliseconds. */
const PATIENCE = 2_000;
/** Between two looks at how far it is, in milliseconds. */
const INTERVAL = 50;

/** `silent`: the browser took it and played nothing, as without a sound card; `refused`: it did not take it. */
export type Played = 'played' | 'silent' | 'refused' | 'stopped';

/**
 * Plays `sound` on the speakers of this id; null for the browser's own choice, and where it lets nobody choose. Calls
 * back with how far it is, in seconds.
 */
export async function playSample(
  sound: Blob,
  speakers: string | null,
  signal: AbortSignal,
  at: (seconds: number) => void = () => undefined,
): Promise<Played> {
  const address = URL.createObjectURL(sound);
  const element = new Audio(address);
  try {
    if (speakers !== null && 'setSinkId' in element) await element.setSinkId(speakers);
    await element.play();
    return await end(element, signal, at);
  } catch {
    return signal.aborted ? 'stopped' : 'refused';
  } finally {
    element.pause();
    element.removeAttribute('src');
    URL.revokeObjectURL(address);
  }
}

function end(element: HTMLMediaElement, signal: AbortSignal, at: (seconds: number) => void): Promise<Played> {
  return new Promise((resolve) => {
    let last = element.currentTime;
    let stood = 0;
    const finish = (how: Played) => {
      clearInterval(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(how);
    };
    const onAbort = () => finish('stopped');
    const timer = setInterval(() => {
      const now = element.currentTime;
      at(now);
      stood = now === last ? stood + INTERVAL : 0;
      last = now;
      if (stood >= PATIENCE) finish('silent');
    }, INTERVAL);
    element.addEventListener('ended', () => finish('played'), { once: true });
    element.addEventListener('error', () => finish('refused'), { once: true });
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}
