import { operator } from './operator.ts';

export const sets = {
  contains: operator<'set', string>(
    'one',
    (known, value) => known.includes(value),
    (known, value, bind) => `${bind(value, 'text')} = any(${known})`,
  ),
  'contains-any': operator<'set', readonly string[]>(
    'many',
    (known, values) => values.some((value) => known.includes(value)),
    (known, values, bind) => `${known} && ${bind(values, 'text[]')}`,
    (values) => {
      const set = new Set(values);
      return (known) => known.some((value) => set.has(value));
    },
  ),
  'contains-all': operator<'set', readonly string[]>(
    'many',
    (known, values) => values.every((value) => known.includes(value)),
    (known, values, bind) => `${known} @> ${bind(values, 'text[]')}`,
    (values) => {
      const set = new Set(values);
      return (known) => set.size <= known.length && values.every((value) => known.includes(value));
    },
  ),
};
