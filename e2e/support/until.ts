/** How often a condition is asked again, in milliseconds. */
const INTERVAL = 100;

export interface UntilOptions {
  /** Milliseconds. */
  timeout?: number;
}

/**
 * Asks again and again until there is an answer other than null, and gives it. For what has no event to wait on.
 * @throws Error that names `what` once the time is up
 */
export async function until<Value>(
  what: string | (() => string | Promise<string>),
  ask: () => Promise<Value | null> | Value | null,
  { timeout = 30_000 }: UntilOptions = {},
): Promise<Value> {
  const end = performance.now() + timeout;
  let failure: unknown;
  for (;;) {
    try {
      const value = await ask();
      if (value !== null) return value;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (performance.now() > end) {
      const words = typeof what === 'string' ? what : await what();
      const fault = failure instanceof Error ? ` (${failure.message})` : '';
      throw new Error(`not within ${timeout} ms: ${words}${fault}`, { cause: failure });
    }
    await nextTry();
  }
}

function nextTry(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, INTERVAL));
}
