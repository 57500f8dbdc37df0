import { operator } from './operator.ts';

interface Ends {
  readonly from: string;
  readonly to: string;
}

export const times = {
  between: operator<'time', Ends>(
    'range',
    // '17:00:00' sorts after '17:00', so the end itself is outside.
    (known, { from, to }) => (from < to ? known >= from && known < to : known >= from || known < to),
    (known, { from, to }, bind) => {
      const [begin, end] = [bind(from, 'time'), bind(to, 'time')];
      return `(${known} >= ${begin} ${from < to ? 'and' : 'or'} ${known} < ${end})`;
    },
  ),
};
