import { LinkifyIt } from 'linkify-it';

export interface Piece {
  text: string;
  /** Where it leads, for a piece that is a link. */
  href?: string;
}

const SAFE = new Set(['http:', 'https:', 'mailto:']);

// Only what is written as a link, or an address of mail, becomes one: `readme.md` is no site.
const finder = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: true }).add('ftp:', null).add('//', null);

/** An address that is safe to lead to, or null. */
export function hrefOf(url: string): string | null {
  try {
    const { protocol, href } = new URL(url);
    return SAFE.has(protocol) ? href : null;
  } catch {
    return null;
  }
}

/** A text cut into plain pieces and links (http, https and mailto only); joined, the pieces are the text. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of finder.match(text) ?? []) {
    const href = hrefOf(match.url);
    if (href === null) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: text.slice(match.index, match.lastIndex), href });
    from = match.lastIndex;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}
