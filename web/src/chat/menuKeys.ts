/** The keys that open what can be done with a message. */

/** Whether a key stroke on a message asks for its menu: Enter, the menu key, or Shift and F10, which stands for it. */
export function opensMenu({ key, shiftKey }: { key: string; shiftKey: boolean }): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey) || (key === 'Enter' && !shiftKey);
}

/** Keeps the browser's own menu shut, which Windows opens only when the key is let go. */
export function refuseOwnMenu(): void {
  const over = new AbortController();
  const { signal } = over;
  const refuse = (event: Event) => event.preventDefault();
  addEventListener('contextmenu', refuse, { capture: true, signal });
  addEventListener('keyup', () => setTimeout(() => over.abort()), { once: true, signal });
}
