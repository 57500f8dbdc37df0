import { operator } from './operator.ts';

/** Texts and choices are compared exactly. */
export const texts = {
  is: operator<'text' | 'choice', string>(
    'one',
    (known, value) => known === value,
    (known, value, bind) => `${known} = ${bind(value, 'text')}`,
  ),
  'is-one-of': operator<'text' | 'choice', readonly string[]>(
    'many',
    (known, values) => values.includes(known),
    (known, values, bind) => `${known} = any(${bind(values, 'text[]')})`,
    (values) => {
      const set = new Set(values);
      return (known) => set.has(known);
    },
  ),
};
