import type { ChatMessage } from '@hangouts/protocol';
import type { Words } from '../language/words.js';

/** Who else a private message is for, in words; undefined where everybody has it. `you` is who reads it. */
export function privateWords(words: Words, message: ChatMessage, you: string | null): string | undefined {
  const { to, participant } = message;
  return to && (participant === you ? words('chat:onlyTo', { name: to.name }) : words('chat:onlyYou'));
}
