import { useEffect } from 'react';
import { wordsNow } from '../language/language.js';
import type { Session } from '../session/session.js';
import { useToasts } from '../ui/toastStore.js';
import { trackProblemWords } from './trackProblemWords.js';

/** Says in passing which track did not get through. */
export function useTrackProblems(session: Session): void {
  useEffect(
    () =>
      session.trackProblem.subscribe(() => {
        const problem = session.trackProblem.get();
        if (problem === null) return;
        const { participant, source } = problem;
        const person = session.state.get().participants.find(({ id }) => id === participant);
        // Who is gone meanwhile is not missed.
        if (participant !== null && person === undefined) return;
        useToasts.getState().say(trackProblemWords(wordsNow(), person?.name ?? null, source), 'danger');
      }),
    [session],
  );
}
