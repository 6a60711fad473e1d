import { useEffect, useRef, useState } from 'react';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { PageMessage } from '../ui/PageMessage.js';
import { attempt } from '../ui/toastStore.js';
import { endWords } from './endWords.js';

export interface EndedProps {
  session: Session;
  onHome(): void;
  onRejoin(): Promise<void>;
}

/** After the call: what happened, and the way back. */
export function Ended({ session, onHome, onRejoin }: EndedProps) {
  // As it was at the end: what comes of rejoining is said elsewhere.
  const [problem] = useState(() => session.state.get().problem);
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const words = useWords();
  const { title, help, back } = endWords(words, problem, session.room);

  useEffect(() => first.current?.focus(), []);

  const rejoin = async () => {
    setBusy(true);
    await attempt(onRejoin);
    setBusy(false);
  };
  return (
    <PageMessage
      title={title}
      actions={
        <>
          {back ? (
            <Button ref={first} look="primary" disabled={busy} onClick={() => void rejoin()}>
              {words(busy ? 'page:rejoining' : 'page:rejoin')}
            </Button>
          ) : null}
          <Button ref={back ? undefined : first} onClick={onHome}>
            {words('page:home')}
          </Button>
        </>
      }
    >
      <output>{help}</output>
    </PageMessage>
  );
}
