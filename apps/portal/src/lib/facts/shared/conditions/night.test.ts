import { expect, it } from 'vitest';
import { nightIn, takeBusinessDay } from './night.ts';
import { newLeaf } from './leaf.ts';
import { newGroup } from './tree.ts';

const friday = () => ({ ...newLeaf('sale', 'EUR', 'moment.weekday'), values: ['friday'] });
const hours = (from: string, to: string) => ({ ...newLeaf('sale', 'EUR', 'moment.time'), from, to });

it('finds hours over midnight beside a weekday, and nothing else', () => {
  expect(nightIn(newGroup('all', [friday(), hours('22:00', '02:00')]))).not.toBeNull();
  expect(nightIn(newGroup('all', [friday(), hours('17:00', '20:00')]))).toBeNull();
  expect(nightIn(newGroup('all', [friday(), hours('22:00', '')]))).toBeNull();
  expect(nightIn(newGroup('all', [friday(), { ...hours('22:00', '02:00'), not: true }]))).toBeNull();
  expect(nightIn(newGroup('any', [friday(), hours('22:00', '02:00')]))).toBeNull();
  expect(nightIn(newGroup('all', [hours('22:00', '02:00')]))).toBeNull();
});

it('takes the business day with the same days', () => {
  const group = newGroup('all', [friday(), hours('22:00', '02:00')]);
  const night = nightIn(group);
  if (night) takeBusinessDay(night);
  expect(group.rows[0]).toMatchObject({ fact: 'moment.business-weekday', values: ['friday'] });
  expect(nightIn(group)).toBeNull();
});
