import { operator } from './operator.ts';

export const flags = {
  is: operator<'flag', boolean>(
    'one',
    (known, value) => known === value,
    (known, value, bind) => `${known} = ${bind(value, 'boolean')}`,
  ),
};
