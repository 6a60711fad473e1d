import type { DirectTransfer } from '../session/direct-files/transfer.js';
import { sizeInWords } from '../ui/format.js';

/** How a file stands, in words; `name` is the other's. */
export function transferWords(transfer: DirectTransfer, name: string): string {
  const { direction, moved, size, status } = transfer;
  switch (status) {
    case 'offered':
      return direction === 'out' ? `Waiting for ${name} to accept` : `From ${name}, ${sizeInWords(size)}`;
    case 'moving':
      return `${sizeInWords(moved)} of ${sizeInWords(size)}`;
    case 'waiting':
      return 'Goes on when the two of you are connected directly again';
    case 'done':
      return direction === 'out' ? `${name} has it, ${sizeInWords(size)}` : sizeInWords(size);
    case 'declined':
      return direction === 'out' ? `${name} declined it` : 'Declined';
    case 'cancelled':
      return 'Cancelled';
    case 'failed':
      return 'Did not arrive';
  }
}
