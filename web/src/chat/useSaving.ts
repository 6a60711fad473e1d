import { useEffect, useRef, useState } from 'react';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { saveAs } from '../ui/saveAs.js';
import { attempt } from '../ui/toastStore.js';
import { chatAsText } from './chatAsText.js';

/** Saving all of the chat that is there for this person, as a text. `collected`: how many messages so far; null: not now. */
export function useSaving(session: Session) {
  const words = useWords();
  const [collected, setCollected] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  return {
    collected,
    stop() {
      running.current?.abort();
      setCollected(null);
    },
    async save() {
      running.current?.abort();
      const { signal } = (running.current = new AbortController());
      setCollected(0);
      await attempt(async () => {
        const messages = await session.reading.all(setCollected, signal);
        if (signal.aborted) return;
        const text = chatAsText(words, session.room, messages);
        saveAs(new Blob([text], { type: 'text/plain' }), words('chat:textName', { room: session.room }));
      });
      if (!signal.aborted) setCollected(null);
    },
  };
}
