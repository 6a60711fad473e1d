import { useWords } from '../language/useWords.js';
import { Avatar } from '../ui/Avatar.js';
import styles from './Composer.module.css';
import type { Mentions } from './useMentions.js';

/** Whom one may mean, above the field in which one writes; the field keeps the focus. */
export function MentionList({ mentions: { id, offered, active, choose } }: { mentions: Mentions }) {
  const words = useWords();
  if (offered.length === 0) return null;
  return (
    // oxlint-disable jsx-a11y/prefer-tag-over-role -- a list of the browser's own cannot stand beside the text
    <div className={styles.mentions} id={id} role="listbox" aria-label={words('chat:mentionWhom')}>
      {offered.map((person, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(person)}
        >
          <Avatar name={person.name} size="small" />
          <span dir="auto">{person.name}</span>
        </div>
      ))}
    </div>
  );
}
