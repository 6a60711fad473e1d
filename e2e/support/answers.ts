import { ERROR_SENTENCES, isErrorCode, type ErrorCode } from '@hangouts/protocol';
import { expect } from 'vitest';
import { MARK } from './nonsense.js';

/** Checks that an answer is an error as the protocol has them, says nothing of the input, and gives its code. */
export function expectError(answer: unknown): ErrorCode {
  expect(answer).toMatchObject({ ok: false, error: { code: expect.any(String) } });
  const { error } = answer as { error: unknown };
  expect(Object.keys(answer as object).toSorted()).toEqual(['error', 'ok']);
  return expectErrorReply(error);
}

/** The same for what an `error` notice or a refused connection carries. */
export function expectErrorReply(error: unknown): ErrorCode {
  const { code, message, ...rest } = error as Record<string, unknown>;
  if (typeof code !== 'string' || !isErrorCode(code))
    throw new Error(`no code of the protocol: ${String(code)}`);
  expect(message).toBe(ERROR_SENTENCES[code]);
  const allowed = code === 'rate-limited' ? ['retryAfter'] : [];
  expect(Object.keys(rest).filter((key) => !allowed.includes(key))).toEqual([]);
  expect(JSON.stringify(error)).not.toContain(MARK);
  return code;
}
