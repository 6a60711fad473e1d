import { useEffect, useState } from 'react';
import type { Reaction } from '@hangouts/protocol';
import { announced } from '../controls/announced.js';
import { useWords } from '../language/useWords.js';
import type { Session } from '../session/session.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './FlyingReactions.module.css';
import { reactionInWords } from './reactionItems.js';

/** More at once are passed over: nobody can tell them apart. */
const MOST = 24;
/** How long each is in the air, in milliseconds. */
const FLIGHT = 3_600;
/** How many places across there are: neighbours in time fly apart. */
const LANES = 6;

interface Flying {
  id: number;
  emoji: Reaction;
  /** Null for oneself. */
  name: string | null;
}

/** Reactions, which rise over the stage once, with the names of those who sent them. */
export function FlyingReactions({ session }: { session: Session }) {
  const words = useWords();
  const isAnnounced = useWhole(announced.reactions);
  const [flying, setFlying] = useState<readonly Flying[]>([]);

  useEffect(() => {
    let next = 0;
    const landing = new Set<ReturnType<typeof setTimeout>>();
    const stop = session.watchReactions(({ participant, reaction: emoji }) => {
      const { participants, you } = session.state.get();
      const name = participants.find(({ id }) => id === participant)?.name;
      if (name === undefined) return;
      const id = next++;
      const one: Flying = { id, emoji, name: participant === you ? null : name };
      setFlying((before) => (before.length >= MOST ? before : [...before, one]));
      // Not by the end of the animation: there is none for who asked for little motion.
      const timer = setTimeout(() => {
        landing.delete(timer);
        setFlying((before) => before.filter((other) => other !== one));
      }, FLIGHT);
      landing.add(timer);
    });
    return () => {
      stop();
      for (const timer of landing) clearTimeout(timer);
      setFlying([]);
    };
  }, [session]);

  return (
    <ul
      className={styles.sky}
      aria-label={words('call:reactions')}
      aria-live={isAnnounced ? 'polite' : 'off'}
    >
      {flying.map(({ id, emoji, name }) => (
        <li key={id} className={styles.one} data-lane={id % LANES}>
          <span className={styles.emoji} aria-hidden="true">
            {emoji}
          </span>
          <span className="said">{reactionInWords(words, emoji)}</span>
          <span className={styles.name} dir="auto">
            {name ?? words('call:you')}
          </span>
        </li>
      ))}
    </ul>
  );
}
