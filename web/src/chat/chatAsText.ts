/** The chat as a text to keep. Pure. */
import type { ChatMessage } from '@hangouts/protocol';
import { sizeInWords } from '../language/format.js';
import type { Words } from '../language/words.js';
import { withoutMarks } from './markdown.js';

/** How much of what is answered is repeated, in code points. */
const QUOTED = 60;

/** Messages, oldest first, one below the other. */
export function chatAsText(words: Words, room: string, messages: readonly ChatMessage[]): string {
  const time = new Intl.DateTimeFormat(words.locale, { dateStyle: 'short', timeStyle: 'medium' });
  const bySequence = new Map(messages.map((message) => [message.sequence, message]));
  const lines = messages.flatMap((message) => {
    const { at, name, to, replyTo, text, file, edited, deleted } = message;
    const head = to === undefined ? name : words('chat:textPrivate', { name, other: to.name });
    const original = replyTo === undefined ? undefined : bySequence.get(replyTo);
    return [
      `[${time.format(at)}] ${head}`,
      ...(original === undefined ? [] : [`> ${original.name}: ${beginningOf(original)}`]),
      ...(file === null
        ? []
        : [words('chat:textFile', { name: file.name, size: sizeInWords(words, file.size) })]),
      ...(text === '' ? [] : [text]),
      ...(edited === undefined ? [] : [`(${words('chat:edited')})`]),
      ...(deleted === undefined ? [] : [words(`chat:deletedBy.${deleted}`)]),
      '',
    ];
  });
  return [room, '', ...lines].join('\n');
}

/** The beginning of a message, in one line. */
export function beginningOf({ text, file }: Pick<ChatMessage, 'text' | 'file'>, most = QUOTED): string {
  const whole = [...(text === '' ? (file?.name ?? '') : withoutMarks(text))];
  return whole.length > most ? `${whole.slice(0, most).join('')}…` : whole.join('');
}
