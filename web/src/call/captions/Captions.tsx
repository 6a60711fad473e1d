import { useEffect, useState } from 'react';
import { announced } from '../../controls/announced.js';
import { captionSize } from '../../controls/captions.js';
import { useWords } from '../../language/useWords.js';
import type { Session } from '../../session/session.js';
import { useWhole } from '../../ui/useReadable.js';
import { stillShown, withCaption, type CaptionLine } from './captionLines.js';
import styles from './Captions.module.css';

/** How many lines a screen reader finds in the log. */
const LOGGED = 30;
/** How often old lines are looked for, in milliseconds. */
const SWEEP = 1_000;

export interface CaptionsProps {
  session: Session;
  /** In a small window beside the page, whose log screen readers have already. */
  small?: boolean;
}

/**
 * What is said, under the pictures. Lines change as they are heard better, which nobody wants to be read out: the log
 * for screen readers has each once it stays.
 */
export default function Captions({ session, small = false }: CaptionsProps) {
  const words = useWords();
  const size = useWhole(captionSize);
  const said = useWhole(announced.captions);
  const { lines, log } = useCaptions(session);
  return (
    <div className={styles.captions} data-size={small ? 'small' : size}>
      {small ? null : (
        <div
          className="said"
          role="log"
          aria-label={words('call:captions')}
          aria-live={said ? 'polite' : 'off'}
        >
          <ol>
            {log.map(({ participant, line, name, text, language }) => (
              <li key={`${participant}/${line}`}>
                <span dir="auto">{name}</span>: <span lang={language}>{text}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
      <div className={styles.lines} aria-hidden={lines.length > 0}>
        {lines.length === 0 ? <p className={styles.empty}>{words('call:captionsEmpty')}</p> : null}
        {lines.map(({ participant, line, name, text, language, final }) => (
          <p key={`${participant}/${line}`} className={styles.line} data-final={final}>
            <bdi className={styles.name}>{name}</bdi>
            <span lang={language} dir="auto" className={styles.text}>
              {text}
            </span>
          </p>
        ))}
      </div>
    </div>
  );
}

function useCaptions(session: Session): { lines: readonly CaptionLine[]; log: readonly CaptionLine[] } {
  const [lines, setLines] = useState<readonly CaptionLine[]>([]);
  const [log, setLog] = useState<readonly CaptionLine[]>([]);
  useEffect(() => {
    const stop = session.watchCaptions((caption) => {
      const name = session.state.get().participants.find(({ id }) => id === caption.participant)?.name;
      if (name === undefined) return;
      const line = { ...caption, name, at: Date.now() };
      setLines((before) => withCaption(before, line));
      if (line.final)
        setLog((before) => [...before.filter((one) => !isSame(one, line)), line].slice(-LOGGED));
    });
    const timer = setInterval(() => setLines((before) => stillShown(before, Date.now())), SWEEP);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [session]);
  return { lines, log };
}

function isSame(one: CaptionLine, other: CaptionLine): boolean {
  return one.participant === other.participant && one.line === other.line;
}
