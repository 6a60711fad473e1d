import type { DirectTransfer } from '../session/direct-files/transfer.js';
import { sizeInWords } from '../language/format.js';
import type { Words } from '../language/words.js';

/** How a file stands, in words; `name` is the other's. */
export function transferWords(words: Words, transfer: DirectTransfer, name: string): string {
  const { direction, moved, size, status } = transfer;
  const whole = sizeInWords(words, size);
  const sent = direction === 'out';
  switch (status) {
    case 'offered':
      return sent ? words('direct:waitingFor', { name }) : words('direct:from', { name, size: whole });
    case 'moving':
      return words('direct:moved', { moved: sizeInWords(words, moved), size: whole });
    case 'done':
      return sent ? words('direct:hasIt', { name, size: whole }) : whole;
    case 'declined':
      return sent ? words('direct:theyDeclined', { name }) : words('direct:declined');
    case 'waiting':
    case 'cancelled':
    case 'failed':
      return words(`direct:${status}`);
  }
}
