import type { Reaction } from '@hangouts/protocol';
import type { Session } from '../session/session.js';
import type { MenuItem } from '../ui/Menu.js';
import { attempt } from '../ui/toastStore.js';

// A record, so that the compiler asks for the words of each.
const WORDS: Record<Reaction, string> = {
  '👍': 'Thumbs up',
  '❤️': 'Heart',
  '👏': 'Applause',
  '😂': 'Laughter',
  '😮': 'Surprise',
  '😢': 'Sadness',
  '🎉': 'Celebration',
  '🙏': 'Thank you',
};
const REACTIONS = Object.keys(WORDS) as Reaction[];

/** A reaction in words. */
export function reactionInWords(reaction: Reaction): string {
  return WORDS[reaction];
}

/** One line of a menu for each reaction. */
export function reactionItems(session: Session): MenuItem[] {
  return REACTIONS.map((reaction) => ({
    label: WORDS[reaction],
    icon: <span aria-hidden="true">{reaction}</span>,
    onSelect: () => void attempt(() => session.react(reaction)),
  }));
}
