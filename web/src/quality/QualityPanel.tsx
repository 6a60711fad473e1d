import { useEffect } from 'react';
import { useWords } from '../language/useWords.js';
import type { Quality, QualityState } from '../session/quality/quality.js';
import type { Session } from '../session/session.js';
import type { RoomState } from '../session/state.js';
import { Panel } from '../ui/Panel.js';
import { useReadable, useWhole } from '../ui/useReadable.js';
import { Findings } from './Findings.js';
import { History } from './History.js';
import styles from './Quality.module.css';
import { pathWords, receivedWords, sentWords } from './words.js';

export interface QualityPanelProps {
  session: Session;
  /** Null until it is there. */
  quality: Quality | null;
  onClose(): void;
}

/** Why the call is as it is: in words, as figures over the last minutes, and person by person. */
export default function QualityPanel({ session, quality, onClose }: QualityPanelProps) {
  const words = useWords();
  useEffect(() => quality?.watch(), [quality]);
  return (
    <Panel title={words('quality:title')} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard */}
      <section className={styles.content} aria-label={words('quality:why')} tabIndex={0}>
        {quality === null ? (
          <Findings findings={[]} measured={false} />
        ) : (
          <Measured session={session} quality={quality} />
        )}
      </section>
    </Panel>
  );
}

function Measured({ session, quality }: { session: Session; quality: Quality }) {
  const words = useWords();
  const state = useWhole(quality.state);
  const newest = state.samples.at(-1) ?? null;
  return (
    <>
      <Findings findings={state.findings} measured={newest !== null} />
      <section className={styles.section} aria-label={words('quality:connection')}>
        <h3>{words('quality:connection')}</h3>
        <p className={styles.path}>
          <span>{words('quality:way')}</span>
          <strong>{pathWords(words, newest?.path ?? null)}</strong>
        </p>
        <History samples={state.samples} />
      </section>
      <People session={session} state={state} />
    </>
  );
}

const participantsOf = (room: RoomState) => room.participants;
const youOf = (room: RoomState) => room.you;

function People({ session, state: { samples, views } }: { session: Session; state: QualityState }) {
  const words = useWords();
  const participants = useReadable(session.state, participantsOf);
  const you = useReadable(session.state, youOf);
  const newest = samples.at(-1) ?? null;
  const view = views.at(-1) ?? null;
  const others = participants.filter(({ id }) => id !== you);
  return (
    <section className={styles.section} aria-label={words('quality:personByPerson')}>
      <h3>{words('quality:personByPerson')}</h3>
      <ul className={styles.people}>
        <Person name={words('quality:you')} lines={sentWords(words, newest?.own ?? [])} />
        {others.map((person) => (
          <Person key={person.id} name={person.name} lines={receivedWords(words, person, newest, view)} />
        ))}
      </ul>
    </section>
  );
}

function Person({ name, lines }: { name: string; lines: readonly string[] }) {
  return (
    <li>
      <strong dir="auto">{name}</strong>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </li>
  );
}
