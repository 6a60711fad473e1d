import type { ErrorCode } from '@hangouts/protocol';

/**
 * What the domain and its adapters throw to say no: carries a code of the protocol, never any of the input.
 * Anything else that is thrown is a fault of ours and reaches the page as `internal`.
 */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly retryAfter?: number,
  ) {
    super(code);
    this.name = 'Refusal';
  }
}
