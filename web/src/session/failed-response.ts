import type { ErrorCode } from '@hangouts/protocol';
import { isErrorCode } from '@hangouts/protocol/errors';

/** Why the server said no over HTTP. */
export async function codeOf(response: Response): Promise<ErrorCode> {
  const body: unknown = await response.json().catch(() => null);
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && isErrorCode(code) ? code : 'internal';
}
