import { useEffect, useRef, useState } from 'react';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { beginningOf } from './chatAsText.js';

/** How much of a message is read out, in code points. */
const SAID = 300;

/** Says to a screen reader what others write while the chat is open. */
export function LiveMessages({ session }: { session: Session }) {
  const words = useWords();
  const [said, setSaid] = useState('');
  const told = useRef(Infinity);
  useEffect(() => {
    const newest = () => session.state.get().chat.messages.at(-1);
    told.current = newest()?.sequence ?? 0;
    return session.state.subscribe(() => {
      const message = newest();
      if (message === undefined || message.sequence <= told.current) return;
      told.current = message.sequence;
      if (message.participant === session.state.get().you) return;
      const { name, to } = message;
      const text = beginningOf(message, SAID);
      setSaid(to ? words('chat:privateFrom', { name, text }) : words('chat:from', { name, text }));
    });
  }, [session, words]);
  return (
    <div className="said" aria-live="polite">
      {said}
    </div>
  );
}
