/** Names after an "@": which are being written, whom they mean, and where they stand in a text. Pure. */
import type { Participant, ParticipantId } from '@hangouts/protocol';
import { MENTIONS } from '@hangouts/protocol/limits';

type Known = Pick<Participant, 'id' | 'name'>;

/** How many names are offered at once. */
const OFFERED = 6;
/** The longest that is looked for behind an "@", in UTF-16 units: a name of two words. */
const LONGEST = 40;

/** A name that is being written at the caret: where its "@" stands, and what there is of it. */
export interface Completion {
  from: number;
  query: string;
}

export function completionAt(text: string, caret: number): Completion | null {
  const before = text.slice(Math.max(0, caret - LONGEST), caret);
  const found = /(?:^|[\s([])@([^\s@]*(?: [^\s@]+)?)$/u.exec(before);
  if (found?.[1] === undefined) return null;
  return { from: caret - found[1].length - 1, query: found[1] };
}

/** Those whose name, or a word of it, begins with what was written; at most six. */
export function offeredFor<Person extends Known>(query: string, people: readonly Person[]): Person[] {
  const wanted = folded(query);
  const fits = ({ name }: Person) => {
    const whole = folded(name);
    return whole.startsWith(wanted) || whole.split(/[\s-]+/u).some((word) => word.startsWith(wanted));
  };
  return people.filter(fits).slice(0, OFFERED);
}

/** The text with a name in place of what there was of it, and the caret after it. */
export function completed(
  text: string,
  caret: number,
  { from }: Completion,
  name: string,
): { text: string; caret: number } {
  const written = `@${name} `;
  return {
    text: text.slice(0, from) + written + text.slice(caret).replace(/^ /u, ''),
    caret: from + written.length,
  };
}

/** Whom a text mentions: everybody whose name stands in it after an "@". */
export function mentionsIn(text: string, people: readonly Known[]): ParticipantId[] {
  const names = new Set(
    cutAtMentions(
      text,
      people.map(({ name }) => name),
    ).flatMap(({ name }) => (name === undefined ? [] : [name])),
  );
  return people
    .filter(({ name }) => names.has(name))
    .map(({ id }) => id)
    .slice(0, MENTIONS);
}

export interface Cut {
  text: string;
  /** Whose name it is, where it is one. */
  name?: string;
}

/** A text cut into plain pieces and mentions of these names; joined, the pieces are the text. */
export function cutAtMentions(text: string, names: readonly string[]): Cut[] {
  if (names.length === 0 || !text.includes('@')) return [{ text }];
  // The longest first, so that "@Ana Maria" is not one of Ana.
  const longestFirst = [...new Set(names)].toSorted((one, other) => other.length - one.length);
  const cuts: Cut[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < from || isPartOfWord(text.slice(Math.max(0, at - 2), at), /[\p{L}\p{N}_]$/u)) continue;
    const name = longestFirst.find((one) => isNameAt(text, at + 1, one));
    if (name === undefined) continue;
    if (at > from) cuts.push({ text: text.slice(from, at) });
    from = at + 1 + name.length;
    cuts.push({ text: text.slice(at, from), name });
  }
  if (from < text.length) cuts.push({ text: text.slice(from) });
  return cuts;
}

function isNameAt(text: string, at: number, name: string): boolean {
  return (
    text.startsWith(name, at) &&
    !isPartOfWord(text.slice(at + name.length, at + name.length + 2), /^[\p{L}\p{N}_]/u)
  );
}

function isPartOfWord(text: string, pattern: RegExp): boolean {
  return pattern.test(text);
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
