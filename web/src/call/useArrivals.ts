import type { Participant } from '@hangouts/protocol';
import { useEffect, useRef } from 'react';
import { toneFor } from '../controls/announced.js';
import type { Session } from '../session/session.js';
import { namesInWords } from '../language/format.js';
import { wordsNow } from '../language/language.js';
import { useToasts } from '../ui/toastStore.js';
import { playCue } from '../devices/cues.js';

/** In a room with more people nobody is heard to come and go. */
const MOST_HEARD = 10;

/** Says in passing who came and who went. Not after one's own line was lost: then it is no news. */
export function useArrivals(session: Session): void {
  const known = useRef<ReadonlyMap<string, string> | null>(null);
  const seen = useRef<readonly Participant[] | null>(null);
  useEffect(() => {
    const look = () => {
      const { participants, you, signaling, phase } = session.state.get();
      const before = known.current;
      if (signaling !== 'connected' || phase !== 'in-call') return;
      // Voices change more often than people.
      if (participants === seen.current) return;
      seen.current = participants;
      const now = new Map(participants.map(({ id, name }) => [id, name]));
      known.current = now;
      if (before === null || (you !== null && !before.has(you))) return;
      const came = [...now].filter(([id]) => !before.has(id)).map(([, name]) => name);
      // Who is removed sees themselves go before they hear why.
      const went = [...before].filter(([id]) => !now.has(id as never) && id !== you).map(([, name]) => name);
      const { say } = useToasts.getState();
      const words = wordsNow();
      const about = (names: readonly string[]) => ({
        count: names.length,
        names: namesInWords(words, names),
      });
      if (came.length > 0) say(words('call:joined', about(came)), toneFor('people'));
      if (went.length > 0) say(words('call:wentAway', about(went)), toneFor('people'));
      // In a crowd it would never be quiet.
      if (now.size > MOST_HEARD) return;
      if (came.length > 0) playCue('joined');
      else if (went.length > 0) playCue('left');
    };
    look();
    return session.state.subscribe(look);
  }, [session]);
}
