import type { DirectTransfer } from '../session/direct-files/transfer.js';
import { sizeInWords } from '../language/format.js';
import type { Words } from '../language/words.js';

/** How a file stands, in words; `name` is the other's. */
export function transferWords(words: Words, transfer: DirectTransfer, name: string): string {
  const { direction, moved, size, status } = transfer;
  switch (status) {
    case 'offered':
      return direction === 'out'
        ? `Waiting for ${name} to accept`
        : `From ${name}, ${sizeInWords(words, size)}`;
    case 'moving':
      return `${sizeInWords(words, moved)} of ${sizeInWords(words, size)}`;
    case 'waiting':
      return 'Goes on when the two of you are connected directly again';
    case 'done':
      return direction === 'out' ? `${name} has it, ${sizeInWords(words, size)}` : sizeInWords(words, size);
    case 'declined':
      return direction === 'out' ? `${name} declined it` : 'Declined';
    case 'cancelled':
      return 'Cancelled';
    case 'failed':
      return 'Did not arrive';
  }
}
