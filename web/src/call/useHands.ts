import type { Participant, ParticipantId } from '@hangouts/protocol';
import { useEffect } from 'react';
import { toneFor } from '../controls/announced.js';
import { raisedHands } from '../session/hand.js';
import type { Session } from '../session/session.js';
import { namesInWords } from '../language/format.js';
import { wordsNow } from '../language/language.js';
import { useToasts } from '../ui/toastStore.js';
import { playCue } from '../devices/cues.js';

/** Says in passing who has raised a hand. Who joins sees those that are up already without being told. */
export function useHands(session: Session): void {
  useEffect(() => {
    let known: ReadonlySet<ParticipantId> | null = null;
    let seen: readonly Participant[] | null = null;
    const look = () => {
      const state = session.state.get();
      if (state.phase !== 'in-call') {
        known = null;
        seen = null;
        return;
      }
      // Voices change more often than people.
      if (state.participants === seen) return;
      seen = state.participants;
      const hands = raisedHands(state);
      const before = known;
      known = new Set(hands.map(({ id }) => id));
      if (before === null) return;
      const raised = hands.filter(({ id }) => id !== state.you && !before.has(id));
      if (raised.length === 0) return;
      const words = wordsNow();
      const names = raised.map(({ name }) => name);
      const said = words('call:raised', { count: names.length, names: namesInWords(words, names) });
      useToasts.getState().say(said, toneFor('hands'));
      playCue('hand');
    };
    look();
    return session.state.subscribe(look);
  }, [session]);
}
