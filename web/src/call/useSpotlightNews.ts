import type { ParticipantId } from '@hangouts/protocol';
import { useEffect } from 'react';
import { wordsNow } from '../language/language.js';
import type { Session } from '../session/session.js';
import { useToasts } from '../ui/toastStore.js';
import { spotlightWords } from './spotlightWords.js';

/** Says in passing whom a host shows large to everybody from now on. Who joins sees it without being told. */
export function useSpotlightNews(session: Session): void {
  useEffect(() => {
    let before: ParticipantId | null | undefined;
    const look = () => {
      const { phase, spotlight, participants, you } = session.state.get();
      if (phase !== 'in-call') {
        before = undefined;
        return;
      }
      const last = before;
      before = spotlight;
      if (last === undefined || last === spotlight) return;
      const name = participants.find(({ id }) => id === spotlight)?.name ?? null;
      const words = spotlightWords(wordsNow(), name, { you: spotlight === you, wasYou: last === you });
      if (words !== null) useToasts.getState().say(words);
    };
    look();
    return session.state.subscribe(look);
  }, [session]);
}
