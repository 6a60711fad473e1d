/** Which key does what in a call. Pure: a key stroke and what is set in, what it is to do out. */

export type ShortcutAction =
  'microphone' | 'camera' | 'hand' | 'chat' | 'people' | 'shortcuts' | 'push-to-talk';

/** A key that was pressed, and where. */
export interface Stroke {
  /** As `KeyboardEvent.key` has it. */
  key: string;
  /** Control, or Command. */
  command: boolean;
  alt: boolean;
  /** Held down: the browser says it again and again. */
  repeat: boolean;
  /** Somewhere that text is written, on something that has keys of its own, or anywhere else. */
  within: 'text' | 'control' | 'page';
}

/** Keys that act alone; a person can change each, and switch all of them off (WCAG 2.2, 2.1.4). */
export interface SingleKeys {
  on: boolean;
  keys: Readonly<Record<SingleAction, string>>;
}
export type SingleAction = Exclude<ShortcutAction, 'push-to-talk'>;

export const FIRST_KEYS: Readonly<SingleKeys['keys']> = {
  microphone: 'm',
  camera: 'v',
  hand: 'h',
  chat: 'c',
  people: 'p',
  shortcuts: '?',
};

/** With Control or Command, wherever one is; as other meetings have them. */
export const COMMAND_KEYS: Readonly<Partial<Record<SingleAction, string>>> = { microphone: 'd', camera: 'e' };

export const TALK_KEY = ' ';

/** What a stroke is to do, or null for nothing. */
export function actionOf(stroke: Stroke, single: SingleKeys): ShortcutAction | null {
  const { command, alt, repeat, within } = stroke;
  const key = stroke.key.toLowerCase();
  if (alt || repeat) return null;
  if (command) return named(COMMAND_KEYS, key);
  if (!single.on || within !== 'page') return null;
  if (key === TALK_KEY) return 'push-to-talk';
  return named(single.keys, key);
}

/** Whether a key can be given to an action: one sign that no other action has. */
export function canBeKey(key: string, action: SingleAction, keys: SingleKeys['keys']): boolean {
  if ([...key].length !== 1 || key === TALK_KEY) return false;
  return Object.entries(keys).every(([other, taken]) => other === action || taken !== key.toLowerCase());
}

function named(keys: Readonly<Partial<Record<SingleAction, string>>>, key: string): SingleAction | null {
  const actions = Object.keys(keys) as SingleAction[];
  return actions.find((action) => keys[action] === key) ?? null;
}
