import type { TillCode } from './till-api.ts';

/** It is unknown whether it was done. */
const unanswered: readonly TillCode[] = [
  'unreachable',
  'unexpected',
  'database-away',
  'took-too-long',
  'request-timeout',
  'in-flight',
];
/**
 * Refused before the key was looked up, or for another reason than its content: says nothing about an earlier
 * try.
 */
const beforeTheKey: readonly TillCode[] = [
  'not-signed-in',
  'not-allowed',
  'not-found',
  'foreign-origin',
  'too-many-requests',
  'too-large',
  'malformed-request',
  'invalid-request',
  'idempotency-key-reused',
];

/**
 * Whether a refusal means that nothing was or will be written under this key. A receipt that has counted is
 * checked first, because it may be this very purchase.
 * @param first nothing was sent under the key before
 */
export const settles = (code: TillCode, first: boolean): boolean =>
  !unanswered.includes(code) && code !== 'receipt-already-counted' && (first || !beforeTheKey.includes(code));
