import type { TillCode } from './till-api.ts';

/** Whether it was done, nobody knows. */
const unanswered: readonly TillCode[] = [
  'unreachable',
  'unexpected',
  'database-away',
  'took-too-long',
  'request-timeout',
  'in-flight',
];
/** Refused before the key was looked at, or not for what it is: says nothing about an earlier sending. */
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
 * Whether a refusal tells that nothing was and will be written under this key. A receipt that counted is looked at
 * first: it may be this very purchase.
 * @param first nothing was sent under the key before
 */
export const settles = (code: TillCode, first: boolean): boolean =>
  !unanswered.includes(code) && code !== 'receipt-already-counted' && (first || !beforeTheKey.includes(code));
