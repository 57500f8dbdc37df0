import type { Money } from './values.ts';

export function isMoney(value: unknown): value is Money {
  return (
    typeof value === 'object' &&
    value !== null &&
    'amount' in value &&
    typeof value.amount === 'number' &&
    'currency' in value &&
    typeof value.currency === 'string'
  );
}

/** The currency of money or a money range; '' for anything else. */
export function currencyOf(value: unknown): string {
  const currency = typeof value === 'object' && value !== null && 'currency' in value ? value.currency : '';
  return typeof currency === 'string' ? currency : '';
}
