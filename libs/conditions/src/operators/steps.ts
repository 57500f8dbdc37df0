import { operator } from './operator.ts';

/** Places in an order that the club may change: what was added in between counts at once. */
export const steps = {
  is: operator<'step', string>(
    'one',
    ([own], value) => own === value,
    ({ own }, value, bind) => `${own} = ${bind(value, 'text')}`,
  ),
  'is-one-of': operator<'step', readonly string[]>(
    'many',
    ([own], values) => own !== undefined && values.includes(own),
    ({ own }, values, bind) => `${own} = any(${bind(values, 'text[]')})`,
  ),
  'at-least': operator<'step', string>(
    'one',
    (reached, value) => reached.includes(value),
    ({ reached }, value, bind) => `${bind(value, 'text')} = any(${reached})`,
  ),
};
