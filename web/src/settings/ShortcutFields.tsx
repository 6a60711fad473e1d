import { useState, type KeyboardEvent } from 'react';
import { shortcutKeys } from '../controls/shortcutKeys.js';
import { COMMAND_KEYS, FIRST_KEYS, hasCommandKey, signOf, type SingleAction } from '../controls/shortcuts.js';
import { useWords } from '../language/useWords.js';
import type { Words } from '../language/words.js';
import { Switch } from '../ui/Switch.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './ShortcutFields.module.css';

const ACTIONS = Object.keys(FIRST_KEYS) as SingleAction[];

/** A key together with that for commands, as this person's keyboard has it. */
function commandOf(words: Words, key: string): string {
  // A sign that is the same in all languages.
  return hasCommandKey(navigator.userAgent) ? `⌘${key}` : words('settings:command', { key });
}

/** All keys of the call; those that act alone can be changed, and switched off. */
export function ShortcutFields() {
  const words = useWords();
  const { on, keys } = useWhole(shortcutKeys);
  const [asking, setAsking] = useState<SingleAction | null>(null);
  const [refused, setRefused] = useState(false);

  const take = (action: SingleAction) => (event: KeyboardEvent) => {
    if (event.key === 'Tab' || event.key === 'Shift') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return setAsking(null);
    const taken = shortcutKeys.change(action, signOf(event));
    setRefused(!taken);
    if (taken) setAsking(null);
  };

  const nameOf = (action: SingleAction) => {
    const name = words('settings:changeKey', {
      what: words(`settings:key.${action}`),
      key: keys[action].toUpperCase(),
    });
    // What can be seen is part of what is said (WCAG 2.2: 2.5.3).
    return asking === action ? `${words('settings:pressKey')} ${name}` : name;
  };

  return (
    <>
      <table className={styles.keys}>
        <tbody>
          {ACTIONS.map((action) => (
            <tr key={action}>
              <th scope="row">{words(`settings:key.${action}`)}</th>
              <td>
                {COMMAND_KEYS[action] === undefined ? null : (
                  <kbd className={styles.key}>{commandOf(words, COMMAND_KEYS[action].toUpperCase())}</kbd>
                )}
                {on ? (
                  <button
                    type="button"
                    className={styles.key}
                    aria-label={nameOf(action)}
                    onClick={() => {
                      setRefused(false);
                      setAsking(action);
                    }}
                    onKeyDown={asking === action ? take(action) : undefined}
                    onBlur={() => setAsking(null)}
                  >
                    {asking === action ? words('settings:pressKey') : keys[action].toUpperCase()}
                  </button>
                ) : null}
              </td>
            </tr>
          ))}
          {on ? (
            <tr>
              <th scope="row">{words('settings:talk')}</th>
              <td>
                <kbd className={styles.key}>{words('settings:space')}</kbd>
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
      <p className={styles.problem} aria-live="polite">
        {refused ? words('settings:keyTaken') : null}
      </p>
      <Switch
        label={words('settings:singleKeys')}
        help={words('settings:singleKeysHelp')}
        on={on}
        onChange={(wanted) => shortcutKeys.switchOn(wanted)}
      />
    </>
  );
}
