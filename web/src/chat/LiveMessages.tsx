import { useEffect, useRef, useState } from 'react';
import { announced } from '../controls/announced.js';
import { useWords } from '../language/useWords.js';
import { indexOf } from '../session/messages.js';
import type { Session } from '../session/session.js';
import { useReadable, useWhole } from '../ui/useReadable.js';
import { beginningOf } from './chatAsText.js';

/** How much of a message is read out, in code points. */
const SAID = 300;

/** Says to a screen reader what others write while the chat is open; what was deleted meanwhile is said no more. */
export function LiveMessages({ session }: { session: Session }) {
  const words = useWords();
  const isAnnounced = useWhole(announced.chat);
  const [said, setSaid] = useState(-1);
  const told = useRef(Infinity);
  useEffect(() => {
    const newest = () => session.state.get().chat.messages.at(-1);
    told.current = newest()?.sequence ?? 0;
    return session.state.subscribe(() => {
      const message = newest();
      if (message === undefined || message.sequence <= told.current) return;
      told.current = message.sequence;
      if (message.participant !== session.state.get().you) setSaid(message.sequence);
    });
  }, [session]);
  const message = useReadable(session.state, ({ chat }) => chat.messages[indexOf(chat.messages, said)]);
  return (
    <div className="said" aria-live={isAnnounced ? 'polite' : 'off'}>
      {message === undefined || message.deleted ? null : (
        // Anew for each, so that the same words said twice are heard twice.
        <span key={message.sequence}>
          {words(message.to ? 'chat:privateFrom' : 'chat:from', {
            name: message.name,
            text: beginningOf(message, SAID),
          })}
        </span>
      )}
    </div>
  );
}
