import type { Reaction } from '@hangouts/protocol';
import type { Words } from '../language/words.js';
import type { Session } from '../session/session.js';
import type { MenuItem } from '../ui/Menu.js';
import { attempt } from '../ui/toastStore.js';

// A record, so that the compiler asks for the words of each.
const NAMES = {
  '👍': 'thumbsUp',
  '❤️': 'heart',
  '👏': 'applause',
  '😂': 'laughter',
  '😮': 'surprise',
  '😢': 'sadness',
  '🎉': 'celebration',
  '🙏': 'thankYou',
} as const satisfies Record<Reaction, string>;
const REACTIONS = Object.keys(NAMES) as Reaction[];

/** A reaction in words. */
export function reactionInWords(words: Words, reaction: Reaction): string {
  return words(`call:reaction.${NAMES[reaction]}`);
}

/** What a menu has for each reaction. */
export function reactionItems(words: Words, session: Session): MenuItem[] {
  return REACTIONS.map((reaction) => ({
    label: reactionInWords(words, reaction),
    icon: <span aria-hidden="true">{reaction}</span>,
    onSelect: () => void attempt(() => session.react(reaction)),
  }));
}
