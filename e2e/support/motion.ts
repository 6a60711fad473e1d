/** What moves on a page. These functions run in the page. */

type Watching = typeof globalThis & { hangoutsMotions?: string[] };

/** Notes each animation and transition that takes a person's time and changes more than how clear something is. */
export function watchMotion(): void {
  const page: Watching = globalThis;
  const seen: string[] = [];
  page.hangoutsMotions = seen;
  /** Shorter than one picture of the screen, it is over before it is seen. Milliseconds. */
  const unseen = 16;
  const note = (event: Event) => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    for (const { effect } of target.getAnimations()) {
      if (!(effect instanceof KeyframeEffect)) continue;
      const { activeDuration = 0 } = effect.getComputedTiming();
      if (Number(activeDuration) <= unseen) continue;
      const changed = effect
        .getKeyframes()
        .flatMap(Object.keys)
        .filter((key) => !['offset', 'computedOffset', 'easing', 'composite', 'opacity'].includes(key));
      if (changed.length > 0) seen.push(`${target.className}: ${[...new Set(changed)].join(', ')}`);
    }
  };
  for (const kind of ['animationstart', 'transitionrun']) document.addEventListener(kind, note, true);
}

/** All of them so far. */
export function motions(): string[] {
  const page: Watching = globalThis;
  return page.hangoutsMotions ?? [];
}
