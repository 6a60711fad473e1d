/**
 * A small window that stays above the others (Document Picture-in-Picture, WICG). Chromium has it on computers; a
 * browser without it has no such button.
 */
import type { Words } from '../language/words.js';

interface PipOpener {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

function openerOf(page: Window & { documentPictureInPicture?: PipOpener }): PipOpener | null {
  return page.documentPictureInPicture ?? null;
}

const SIZE = { width: 400, height: 320 };

/** Opens the window, dressed as the page is. Only in answer to a click. @throws DOMException where it is refused */
export async function openPip(title: string): Promise<Window> {
  const opener = openerOf(window);
  if (opener === null) throw new DOMException('no picture-in-picture of a page', 'NotSupportedError');
  const opened = await opener.requestWindow(SIZE);
  const { document: page } = opened;
  page.title = title;
  for (const style of document.querySelectorAll('link[rel=stylesheet], style')) {
    const copy = page.importNode(style, true);
    // The new page has no address that one could be relative to.
    if (style instanceof HTMLLinkElement) copy.setAttribute('href', style.href);
    page.head.append(copy);
  }
  return opened;
}

/** Says in which language the window's page is, and so which way it runs. */
export function tellLanguage(
  { document: { documentElement } }: Window,
  { language, direction }: Words,
): void {
  documentElement.lang = language;
  documentElement.dir = direction;
}
