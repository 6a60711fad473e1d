import ChevronDown from 'lucide-react/icons/chevron-down';
import { useId } from 'react';
import { useWords } from '../language/useWords.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './Composer.module.css';
import type { ChangeableDraft } from './draft.js';
import type { Other } from './useOthers.js';

/** For whom the message is: everybody, or one. Where one is alone there is nothing to choose. */
export function RecipientField({ draft, others }: { draft: ChangeableDraft; others: readonly Other[] }) {
  const words = useWords();
  const { to, replyTo } = useWhole(draft);
  const id = useId();
  if (others.length === 0 && to === null) return null;
  const gone = to !== null && !others.some((other) => other.id === to.participant);
  const choose = (participant: string) => {
    const other = others.find((one) => one.id === participant);
    draft.set({
      ...draft.get(),
      to: other === undefined ? null : { participant: other.id, name: other.name },
    });
  };
  return (
    <div className={styles.to} data-private={to !== null}>
      <label htmlFor={id}>{words('chat:to')}</label>
      <span className={styles.choice}>
        {/* What was said privately is answered to the same two. */}
        <select
          id={id}
          value={to?.participant ?? ''}
          disabled={replyTo?.to !== undefined}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{words('chat:everyone')}</option>
          {gone ? <option value={to.participant}>{words('chat:left', { name: to.name })}</option> : null}
          {others.map((other) => (
            <option key={other.id} value={other.id}>
              {other.name}
            </option>
          ))}
        </select>
        <ChevronDown />
      </span>
      {gone ? (
        <span className={styles.gone} role="alert">
          {words('chat:leftHelp')}
        </span>
      ) : null}
    </div>
  );
}
