/** Which key does what in a call. Pure: a key stroke and what is set in, what it is to do out. */

export type ShortcutAction =
  'microphone' | 'camera' | 'hand' | 'chat' | 'people' | 'shortcuts' | 'push-to-talk';

/** A key that was pressed, and where. */
export interface Stroke {
  /** What it writes, and where it is on the keyboard, as `KeyboardEvent` has them (UI Events, 4.3). */
  key: string;
  code: string;
  ctrl: boolean;
  meta: boolean;
  shift: boolean;
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

/** With Control, on Apple's devices with Command, wherever one is; as other meetings have them. */
export const COMMAND_KEYS: Readonly<Partial<Record<SingleAction, string>>> = { microphone: 'd', camera: 'e' };

export const TALK_KEY = ' ';

/** A letter, and none of the Latin ones, which is what the keys of ours are. */
const FOREIGN_LETTER = /^(?!\p{Script=Latin})\p{L}/u;
const LETTER_KEY = /^Key([A-Z])$/u;

/**
 * The sign that a key stands for among ours, as a small letter: what it writes, and where that is a letter of another
 * script, the Latin one of the same key. What writes Latin letters is never asked where it is, so that each stays where
 * Dvorak or AZERTY has it.
 */
export function signOf({ key, code }: Pick<Stroke, 'key' | 'code'>): string {
  const latin = FOREIGN_LETTER.test(key) ? LETTER_KEY.exec(code)?.[1] : undefined;
  return (latin ?? (key === '؟' ? '?' : key)).toLowerCase();
}

/** Whether Command does what Control does elsewhere. */
export function hasCommandKey(userAgent: string): boolean {
  return /Macintosh|iPhone|iPad|iPod/u.test(userAgent);
}

/** What a stroke is to do, or null for nothing. `apple`: Command is the key for commands there, and Control edits. */
export function actionOf(stroke: Stroke, single: SingleKeys, apple: boolean): ShortcutAction | null {
  const { ctrl, meta, shift, alt, repeat, within } = stroke;
  if (alt || repeat) return null;
  if (ctrl || meta) {
    const command = apple ? meta && !ctrl : ctrl && !meta;
    return command && !shift ? named(COMMAND_KEYS, signOf(stroke)) : null;
  }
  if (!single.on || within !== 'page') return null;
  if (stroke.key === TALK_KEY) return 'push-to-talk';
  // A letter of another script that was chosen as it is keeps its meaning.
  return named(single.keys, stroke.key.toLowerCase()) ?? named(single.keys, signOf(stroke));
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
