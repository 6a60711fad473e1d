import type { ChatMessage } from '@hangouts/protocol';
import { SEARCH_LENGTH } from '@hangouts/protocol/limits';
import Lock from 'lucide-react/icons/lock';
import Search from 'lucide-react/icons/search';
import { useEffect, useRef, useState } from 'react';
import { failureWords } from '../language/errorWords.js';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/Button.js';
import { beginningOf } from './chatAsText.js';
import { privateWords } from './privateWords.js';
import styles from './Search.module.css';

export interface ChatSearchProps {
  session: Session;
  onFound(sequence: number): void;
  onClose(): void;
}

interface Results {
  messages: readonly ChatMessage[];
  /** From where on to go on; null: that is all. */
  before: number | null;
}

/** How long nothing more is typed before it is searched for, in milliseconds. */
const PAUSE = 250;
/** How much of a message is shown, in code points. */
const SHOWN = 160;

/** Looks for messages in the whole chat of the room, as far as it is there for this person. */
export function ChatSearch({ session, onFound, onClose }: ChatSearchProps) {
  const words = useWords();
  const [text, setText] = useState('');
  const [results, setResults] = useState<Results | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);
  const field = useRef<HTMLInputElement>(null);

  const search = async (wanted: string, from: Results | null) => {
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    setBusy(true);
    setProblem(null);
    try {
      // One answer looks back a bounded way: where nothing was in it, the next goes on.
      let found = from ?? { messages: [], before: null };
      do {
        const { messages, before } = await session.reading.search(wanted, found.before, signal);
        found = { messages: [...found.messages, ...messages], before };
      } while (
        found.before !== null &&
        found.messages.length === (from?.messages.length ?? 0) &&
        !signal.aborted
      );
      if (!signal.aborted) setResults(found);
    } catch (error) {
      if (!signal.aborted) setProblem(error);
    }
    if (!signal.aborted) setBusy(false);
  };

  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const type = (typed: string) => {
    setText(typed);
    setResults(null);
    clearTimeout(timer.current);
    running.current?.abort();
    const wanted = typed.trim();
    setBusy(wanted !== '');
    if (wanted !== '') timer.current = setTimeout(() => void search(wanted, null), PAUSE);
  };
  useEffect(() => {
    field.current?.focus();
    return () => {
      clearTimeout(timer.current);
      running.current?.abort();
    };
  }, []);

  const time = new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape closes from anywhere in it
    <search
      className={styles.search}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.field}>
        <Search />
        <input
          ref={field}
          type="text"
          enterKeyHint="search"
          aria-label={words('chat:searchField')}
          placeholder={words('chat:searchField')}
          maxLength={SEARCH_LENGTH}
          value={text}
          onChange={(event) => type(event.target.value)}
        />
      </div>
      <output className={styles.note}>
        {problem !== null
          ? failureWords(words, problem)
          : busy
            ? words('chat:searching')
            : results?.messages.length === 0
              ? words('chat:searchNone')
              : null}
      </output>
      {results && results.messages.length > 0 ? (
        <ul className={styles.results} aria-label={words('chat:results')}>
          {results.messages.map((message) => (
            <li key={message.id}>
              <button type="button" onClick={() => onFound(message.sequence)}>
                <span className={styles.head}>
                  <strong dir="auto">{message.name}</strong>
                  <time>{time.format(message.at)}</time>
                </span>
                <OnlyFor session={session} message={message} />
                <span dir="auto">{beginningOf(message, SHOWN)}</span>
              </button>
            </li>
          ))}
          {results.before === null ? null : (
            <li>
              <Button
                look="quiet"
                size="small"
                disabled={busy}
                onClick={() => void search(text.trim(), results)}
              >
                {words('chat:searchFurther')}
              </Button>
            </li>
          )}
        </ul>
      ) : null}
    </search>
  );
}

/** That a message is private, and whose it is. */
function OnlyFor({ session, message }: { session: Session; message: ChatMessage }) {
  const words = useWords();
  const onlyFor = privateWords(words, message, session.state.get().you);
  if (onlyFor === undefined) return null;
  return (
    <span className={styles.private}>
      <Lock />
      {onlyFor}
    </span>
  );
}
