import type { Money } from '../values.ts';
import { operator, type Operator, type SqlOf } from './operator.ts';

interface Ends {
  readonly from: number;
  readonly to: number;
  readonly currency: string;
}

/** Money of another currency cannot be compared: like an unknown value, every comparison is false. */
export const moneys = {
  is: compared('=', (amount, value) => amount === value),
  'at-least': compared('>=', (amount, value) => amount >= value),
  'at-most': compared('<=', (amount, value) => amount <= value),
  'more-than': compared('>', (amount, value) => amount > value),
  'less-than': compared('<', (amount, value) => amount < value),
  between: operator<'money', Ends>(
    'range',
    ({ amount, currency }, ends) => currency === ends.currency && amount >= ends.from && amount <= ends.to,
    (known, { from, to, currency }, bind) =>
      inCurrency(
        known,
        bind(currency, 'text'),
        `${known.amount} between ${bind(from, 'numeric')} and ${bind(to, 'numeric')}`,
      ),
  ),
};

function compared(sign: string, holds: (amount: number, value: number) => boolean): Operator<'money'> {
  return operator<'money', Money>(
    'one',
    (known, value) => known.currency === value.currency && holds(known.amount, value.amount),
    (known, value, bind) =>
      inCurrency(
        known,
        bind(value.currency, 'text'),
        `${known.amount} ${sign} ${bind(value.amount, 'numeric')}`,
      ),
  );
}

function inCurrency({ currency }: SqlOf<'money'>, wanted: string, comparison: string): string {
  return `(${currency} = ${wanted} and ${comparison})`;
}
