import type { ErrorCode } from '@hangouts/protocol';
import { ERROR_SENTENCES } from '@hangouts/protocol/errors';

/** The server's codes, and `offline`: no connection, or no answer in time. */
export type SessionErrorCode = ErrorCode | 'offline';

/** What a `Session` throws: the server's no, or that it could not be asked. */
export class SessionError extends Error {
  readonly code: SessionErrorCode;
  /** With `rate-limited`: how long to wait, in milliseconds. */
  readonly retryAfter: number | undefined;

  constructor(code: SessionErrorCode, retryAfter?: number) {
    super(code === 'offline' ? 'The server cannot be reached.' : ERROR_SENTENCES[code]);
    this.name = 'SessionError';
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** Any thrown thing as a `SessionError`; what is none was a fault of this page's own. */
export function asSessionError(error: unknown): SessionError {
  return error instanceof SessionError ? error : new SessionError('internal');
}
