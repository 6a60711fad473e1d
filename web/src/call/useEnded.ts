import type { Source } from '@hangouts/protocol';
import { useEffect } from 'react';
import type { Session } from '../session/session.js';
import { useToasts } from '../ui/toastStore.js';

const WORDS: Record<Source, string | null> = {
  microphone: 'A host has muted your microphone.',
  camera: 'A host has switched off your camera.',
  screen: 'A host has ended the sharing of your screen.',
  // Goes with the screen, which says it.
  'screen-audio': null,
};

/** Says what a host has ended of what one sends. */
export function useEnded(session: Session): void {
  useEffect(
    () =>
      session.watchEnded((source) => {
        const words = WORDS[source];
        if (words !== null) useToasts.getState().say(words);
      }),
    [session],
  );
}
