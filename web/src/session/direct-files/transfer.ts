import type { ParticipantId } from '@hangouts/protocol';

export type TransferStatus =
  /** Asked of the receiver, who has not answered. */
  | 'offered'
  | 'moving'
  /** There is no direct path now; it goes on when there is. */
  | 'waiting'
  | 'done'
  | 'declined'
  | 'cancelled'
  | 'failed';

/** One file on its way straight between two pages, as the pages show it. */
export interface DirectTransfer {
  id: string;
  peer: ParticipantId;
  direction: 'out' | 'in';
  name: string;
  /** Bytes. */
  size: number;
  /** Bytes that the receiver has kept. */
  moved: number;
  status: TransferStatus;
}

const OVER: ReadonlySet<TransferStatus> = new Set(['done', 'declined', 'cancelled', 'failed']);

/** Whether nothing more will come of it. */
export function isOver({ status }: Pick<DirectTransfer, 'status'>): boolean {
  return OVER.has(status);
}
