import { useEffect, useRef } from 'react';
import { shortcutKeys } from '../controls/shortcutKeys.js';
import { actionOf, TALK_KEY, type ShortcutAction, type Stroke } from '../controls/shortcuts.js';
import type { Devices, InputKind } from '../devices/devices.js';
import { isOn } from '../devices/isOn.js';
import { wordsNow } from '../language/language.js';
import { selfOf, sourceRefusal } from '../session/select.js';
import type { Session } from '../session/session.js';
import { attempt, useToasts } from '../ui/toastStore.js';

export interface ShortcutTargets {
  session: Session;
  devices: Devices;
  onPanel(panel: 'chat' | 'people'): void;
  onShortcuts(): void;
}

/** Lets keys do what the buttons do, while the call is on the page. */
export function useShortcuts(targets: ShortcutTargets): void {
  const now = useRef(targets);
  useEffect(() => {
    now.current = targets;
  });

  useEffect(() => {
    let talking = false;
    const stopTalking = () => {
      if (!talking) return;
      talking = false;
      void attempt(() => now.current.devices.setWanted('microphone', false));
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const { session } = now.current;
      if (event.defaultPrevented || session.state.get().phase !== 'in-call') return;
      const action = actionOf(strokeOf(event), shortcutKeys.get());
      if (action === null) return;
      event.preventDefault();
      if (action === 'push-to-talk') talking = startTalking(now.current) || talking;
      else act(action, now.current);
    };
    const onKeyUp = ({ key }: KeyboardEvent) => {
      if (key === TALK_KEY) stopTalking();
    };
    addEventListener('keydown', onKeyDown);
    addEventListener('keyup', onKeyUp);
    // The key may come up in another window.
    addEventListener('blur', stopTalking);
    return () => {
      removeEventListener('keydown', onKeyDown);
      removeEventListener('keyup', onKeyUp);
      removeEventListener('blur', stopTalking);
    };
  }, []);
}

function act(action: Exclude<ShortcutAction, 'push-to-talk'>, targets: ShortcutTargets): void {
  const { session, devices, onPanel, onShortcuts } = targets;
  switch (action) {
    case 'microphone':
    case 'camera':
      return turn(action, session, devices);
    case 'hand':
      return void attempt(() => session.raiseHand(selfOf(session.state.get())?.hand === undefined));
    case 'chat':
    case 'people':
      return onPanel(action);
    case 'shortcuts':
      return onShortcuts();
  }
}

function turn(kind: InputKind, session: Session, devices: Devices): void {
  const refused = sourceRefusal(session.state.get(), kind);
  if (refused !== null) return useToasts.getState().say(wordsNow()(`call:refusedSaid.${refused}`));
  void attempt(() => devices.setWanted(kind, !isOn(devices.state.get()[kind])));
}

/** False where the microphone is on already, or may not be. */
function startTalking({ session, devices }: ShortcutTargets): boolean {
  const refused = sourceRefusal(session.state.get(), 'microphone');
  if (refused !== null || isOn(devices.state.get().microphone)) return false;
  void attempt(() => devices.setWanted('microphone', true));
  return true;
}

function strokeOf(event: KeyboardEvent): Stroke {
  const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
  return { key, command: ctrlKey || metaKey, alt: altKey, repeat, within: placeOf(target) };
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
