import { useState, type KeyboardEvent } from 'react';
import { shortcutKeys } from '../controls/shortcutKeys.js';
import { COMMAND_KEYS, type SingleAction } from '../controls/shortcuts.js';
import { Switch } from '../ui/Switch.js';
import { useWhole } from '../ui/useReadable.js';
import styles from './ShortcutFields.module.css';

// A record, so that the compiler asks for the words of each.
const WORDS: Record<SingleAction, string> = {
  microphone: 'Microphone on or off',
  camera: 'Camera on or off',
  hand: 'Raise or lower your hand',
  chat: 'Open or close the chat',
  people: 'Open or close the people',
  shortcuts: 'This list',
};
const ACTIONS = Object.keys(WORDS) as SingleAction[];

/** All keys of the call; those that act alone can be changed, and switched off. */
export function ShortcutFields() {
  const { on, keys } = useWhole(shortcutKeys);
  const [asking, setAsking] = useState<SingleAction | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const take = (action: SingleAction) => (event: KeyboardEvent) => {
    if (event.key === 'Tab' || event.key === 'Shift') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return setAsking(null);
    const taken = shortcutKeys.change(action, event.key);
    setProblem(taken ? null : 'That key cannot be used, or is in use already.');
    if (taken) setAsking(null);
  };

  return (
    <>
      <table className={styles.keys}>
        <tbody>
          {ACTIONS.map((action) => (
            <tr key={action}>
              <th scope="row">{WORDS[action]}</th>
              <td>
                {COMMAND_KEYS[action] === undefined ? null : (
                  <kbd className={styles.key}>Ctrl {COMMAND_KEYS[action]?.toUpperCase()}</kbd>
                )}
                {on ? (
                  <button
                    type="button"
                    className={styles.key}
                    aria-label={`Change the key for “${WORDS[action]}”, now ${keys[action].toUpperCase()}`}
                    onClick={() => {
                      setProblem(null);
                      setAsking(action);
                    }}
                    onKeyDown={asking === action ? take(action) : undefined}
                    onBlur={() => setAsking(null)}
                  >
                    {asking === action ? 'Press a key …' : keys[action].toUpperCase()}
                  </button>
                ) : null}
              </td>
            </tr>
          ))}
          {on ? (
            <tr>
              <th scope="row">Speak while it is held down</th>
              <td>
                <kbd className={styles.key}>Space</kbd>
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
      <p className={styles.problem} aria-live="polite">
        {problem}
      </p>
      <Switch
        label="Single keys"
        help="Keys that act alone. They never act while you write, or on a button that has the focus. Click one to change it."
        on={on}
        onChange={(wanted) => shortcutKeys.switchOn(wanted)}
      />
    </>
  );
}
