import { describe, expect, it } from 'vitest';
import { settles } from './outcome.ts';

describe('an attempt', () => {
  it.each([
    'unreachable',
    'unexpected',
    'took-too-long',
    'database-away',
    'in-flight',
    'receipt-already-counted',
  ] as const)('stays open after %s', (code) => {
    expect([settles(code, true), settles(code, false)]).toEqual([false, false]);
  });

  it.each(['not-signed-in', 'not-allowed', 'too-many-requests', 'idempotency-key-reused'] as const)(
    'stays open after %s if it was sent before',
    (code) => {
      expect([settles(code, true), settles(code, false)]).toEqual([true, false]);
    },
  );

  it.each(['card-blocked', 'voucher-used', 'returned-more-than-bought', 'already-taken'] as const)(
    'is closed after %s',
    (code) => {
      expect([settles(code, true), settles(code, false)]).toEqual([true, true]);
    },
  );
});
