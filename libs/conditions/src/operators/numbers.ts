import { operator, type Operator } from './operator.ts';

interface Ends {
  readonly from: number;
  readonly to: number;
}

// A decimal of 3 places has one nearest double, so that comparing doubles is exact.
export const numbers = {
  is: compared('=', (known, value) => known === value),
  'at-least': compared('>=', (known, value) => known >= value),
  'at-most': compared('<=', (known, value) => known <= value),
  'more-than': compared('>', (known, value) => known > value),
  'less-than': compared('<', (known, value) => known < value),
  between: operator<'number', Ends>(
    'range',
    (known, { from, to }) => known >= from && known <= to,
    (known, { from, to }, bind) => `${known} between ${bind(from, 'numeric')} and ${bind(to, 'numeric')}`,
  ),
};

function compared(sign: string, holds: (known: number, value: number) => boolean): Operator<'number'> {
  return operator<'number', number>(
    'one',
    holds,
    (known, value, bind) => `${known} ${sign} ${bind(value, 'numeric')}`,
  );
}
