import { shortcutKeys } from '../controls/shortcutKeys.js';
import {
  actionOf,
  hasCommandKey,
  TALK_KEY,
  type ShortcutAction,
  type Stroke,
} from '../controls/shortcuts.js';
import type { Devices, InputKind } from '../devices/devices.js';
import { isOn } from '../devices/isOn.js';
import { wordsNow } from '../language/language.js';
import { selfOf, sourceRefusal } from '../session/select.js';
import type { Session } from '../session/session.js';
import { attempt, useToasts } from '../ui/toastStore.js';

export interface ShortcutTargets {
  session: Pick<Session, 'state' | 'raiseHand'>;
  devices: Pick<Devices, 'state' | 'setWanted' | 'talk'>;
  onPanel(panel: 'chat' | 'people'): void;
  onShortcuts(): void;
}

/**
 * Has keys do what the buttons do, until what it gives is called. Whoever talks by a held key then is muted again.
 * `targets` says each time what the keys act on.
 */
export function listenForKeys(page: Window, targets: () => ShortcutTargets): () => void {
  const apple = hasCommandKey(page.navigator.userAgent);
  let held = false;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || targets().session.state.get().phase !== 'in-call') return;
    // It comes again and again, and would turn the pages of whatever scrolls, or be written into a field.
    if (held && isTalkKey(event)) return event.preventDefault();
    const action = actionOf(strokeOf(event), shortcutKeys.get(), apple);
    if (action === null) return;
    event.preventDefault();
    if (action === 'push-to-talk') {
      held = true;
      startTalking(targets());
    } else act(action, targets());
  };
  const onKeyUp = (event: KeyboardEvent) => {
    // While Command is down a Mac says of no other key that it came up.
    if (isTalkKey(event) || event.key === 'Meta') letGo();
  };
  const letGo = () => {
    if (!held) return;
    held = false;
    void attempt(() => targets().devices.talk(false));
  };
  page.addEventListener('keydown', onKeyDown);
  page.addEventListener('keyup', onKeyUp);
  // The key may come up in another window.
  page.addEventListener('blur', letGo);
  return () => {
    page.removeEventListener('keydown', onKeyDown);
    page.removeEventListener('keyup', onKeyUp);
    page.removeEventListener('blur', letGo);
    letGo();
  };
}

/** With Option, Shift or AltGr it may write a space that does not break. */
function isTalkKey({ key, code }: KeyboardEvent): boolean {
  return key === TALK_KEY || code === 'Space';
}

function act(action: Exclude<ShortcutAction, 'push-to-talk'>, targets: ShortcutTargets): void {
  const { session, onPanel, onShortcuts } = targets;
  switch (action) {
    case 'microphone':
    case 'camera':
      return turn(action, targets);
    case 'hand':
      return void attempt(() => session.raiseHand(selfOf(session.state.get())?.hand === undefined));
    case 'chat':
    case 'people':
      return onPanel(action);
    case 'shortcuts':
      return onShortcuts();
  }
}

function turn(kind: InputKind, { session, devices }: ShortcutTargets): void {
  const refused = sourceRefusal(session.state.get(), kind);
  if (refused !== null) return useToasts.getState().say(wordsNow()(`call:refusedSaid.${refused}`));
  void attempt(() => devices.setWanted(kind, !isOn(devices.state.get()[kind])));
}

/** Does nothing where the microphone is on already, or may not be. */
function startTalking({ session, devices }: ShortcutTargets): void {
  const refused = sourceRefusal(session.state.get(), 'microphone');
  if (refused !== null || isOn(devices.state.get().microphone)) return;
  void attempt(() => devices.talk(true));
}

function strokeOf(event: KeyboardEvent): Stroke {
  const { key, code, ctrlKey: ctrl, metaKey: meta, shiftKey: shift, altKey: alt, repeat, target } = event;
  return { key, code, ctrl, meta, shift, alt, repeat, within: placeOf(target) };
}

/**
 * What has the focus has the key, whatever it makes of it: a heading nothing. A message that was clicked on shows none, and
 * has none.
 */
function placeOf(target: EventTarget | null): Stroke['within'] {
  if (!(target instanceof HTMLElement)) return 'page';
  if (target.matches('input, textarea, select') || target.isContentEditable) return 'text';
  if (target.closest('dialog, [role=dialog], [role=menu]') !== null) return 'control';
  if (target.closest('a, button, summary, label, [role=slider]') !== null) return 'control';
  return target.closest('[tabindex]:not(h1, h2)')?.matches(':focus-visible') ? 'control' : 'page';
}
