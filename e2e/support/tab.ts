/** One tab of one browser, whichever drives it. */
export interface Tab {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  url(): string;
  /** Runs a function in the page. It is sent as text: it sees its argument and the page, nothing else. */
  run<Argument, Result>(
    task: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  /** Runs a function, sent as text too, before anything else in every page that is opened from here on. */
  prepare<Argument>(task: (argument: Argument) => void, argument: Argument): Promise<void>;
  /** Clicks what has this role and accessible name, once it can be clicked. */
  click(role: Role, name: string): Promise<void>;
  /** Moves the pointer to a place of the window, in CSS pixels, and clicks. */
  clickAt(place: Place): Promise<void>;
  /** Writes into the text box of this accessible name, in place of what stands there. */
  fill(name: string, text: string): Promise<void>;
  /** Chooses an option of a select box, by what it says. */
  select(name: string, option: string): Promise<void>;
  press(key: 'Enter' | 'Escape'): Promise<void>;
  /** Chooses files in a file input of this accessible name; the chat's where none is given. */
  choose(paths: readonly string[], field?: string): Promise<void>;
  screenshot(path: string): Promise<void>;
  /** Closes the tab as its owner would. */
  close(): Promise<void>;
}

export type Role =
  | 'button'
  | 'checkbox'
  | 'combobox'
  | 'link'
  | 'listitem'
  | 'log'
  | 'menuitem'
  | 'menuitemcheckbox'
  | 'menuitemradio'
  | 'option'
  | 'radio'
  | 'switch'
  | 'textbox';

export interface Place {
  x: number;
  y: number;
}

export interface Viewport {
  width: number;
  height: number;
}

/** A running browser. */
export interface Browser {
  /** A tab with storage of its own. */
  tab(viewport?: Viewport): Promise<Tab>;
  close(): Promise<void>;
}

/** The name of the chat's file input; files that go directly have one of their own. */
export const CHAT_FILES = 'Files to send';

/** The selector of a file input. */
export function fileInput(field: string): string {
  return `input[type=file][aria-label="${field}"]`;
}

/** How long a page may take for what is asked of it, in milliseconds. */
export const PATIENCE = 30_000;

/** The text that runs a function in a page. `__name` is what a compiler may have put into the function. */
export function expressionOf<Argument, Result>(
  task: (argument: Argument) => Result | Promise<Result>,
  argument: Argument,
): string {
  return `((__name) => (${task})(${JSON.stringify(argument)}))((value) => value)`;
}
