import { expect, test } from 'vitest';
import { at, berlin } from '../../test/passbook.ts';
import { tierFall, type FallTerms } from './outlook.ts';
import { decisiveReview, reviewsAhead } from './period.ts';

const ladder = [
  { id: '1', code: 'bronze', threshold: 0 },
  { id: '2', code: 'silver', threshold: 500 },
  { id: '3', code: 'gold', threshold: 1000 },
];
const plain: FallTerms = { downgrade: 'to-earned', holds: () => false };
const days = (...credits: number[]) =>
  credits.map((credit, index) => ({ at: at(`2026-12-${String(index + 10)}T00:00`), credit }));
const earned = { earnedId: '3', grant: null };
const granted = (tierId: string, until: string) => ({ earnedId: '3', grant: { tierId, until: at(until) } });

test('the first review with too little credit lowers the tier; what is missing keeps it through all of them', () => {
  expect(tierFall(ladder, earned, days(1200, 1000, 880, 300), plain)).toEqual({
    from: ladder[2],
    to: ladder[1],
    until: at('2026-12-12T00:00'),
    missing: 700,
  });
});

test.each([
  [days(1000), earned],
  [[], earned],
  [days(0), { earnedId: '1', grant: null }],
  [days(0), { earnedId: null, grant: null }],
  [days(0), granted('3', '2027-03-01T00:00')],
])('nobody falls with %j and %j', (reviews, held) => {
  expect(tierFall(ladder, held, reviews, plain)).toBeNull();
});

test('without a tier for everyone, members may fall to none', () => {
  const fall = tierFall(ladder.slice(1), { earnedId: '2', grant: null }, days(30), plain);
  expect(fall).toMatchObject({ to: null, missing: 470 });
});

test('by one step the tier below is next, and a step that holds is not a fall', () => {
  const terms: FallTerms = { downgrade: 'one-step', holds: (moment) => moment < at('2026-12-11T00:00') };
  expect(tierFall(ladder, earned, days(0, 0), terms)).toMatchObject({
    to: ladder[1],
    until: at('2026-12-11T00:00'),
  });
});

test('a lower granted tier stops the fall, and an equal one delays it to its own end', () => {
  expect(tierFall(ladder, granted('2', '2027-03-01T00:00'), days(0), plain)).toMatchObject({ to: ladder[1] });
  expect(tierFall(ladder, granted('3', '2026-12-11T15:00'), days(0, 10, 20), plain)).toMatchObject({
    to: ladder[0],
    until: at('2026-12-11T15:00'),
    missing: 980,
  });
});

test('the year end is ahead for as many local dates as asked', () => {
  const ahead = (moment: string, count: number) =>
    reviewsAhead({ kind: 'calendar-year', length: null }, at(moment), berlin, count);
  const end = {
    at: at('2027-01-01T00:00'),
    period: { from: at('2026-01-01T00:00'), until: at('2027-01-01T00:00') },
  };
  expect(ahead('2026-12-01T23:59', 30)).toEqual([]);
  expect(ahead('2026-12-02T00:00', 30)).toEqual([end]);
  expect(ahead('2026-12-31T23:59', 30)).toEqual([end]);
  expect(ahead('2026-12-31T23:59', 0)).toEqual([]);
});

test('rolling days are reviewed on each date ahead, over the night with 23 hours', () => {
  expect(reviewsAhead({ kind: 'rolling-days', length: 30 }, at('2027-03-27T12:00'), berlin, 2)).toEqual([
    { at: at('2027-03-28T00:00'), period: { from: at('2027-02-27T00:00'), until: at('2027-03-29T00:00') } },
    { at: at('2027-03-29T00:00'), period: { from: at('2027-02-28T00:00'), until: at('2027-03-30T00:00') } },
  ]);
});

test('falls are counted for the year end, or for 30 days ahead by rolling time', () => {
  const decisive = (kind: 'calendar-year' | 'rolling-12-months') =>
    decisiveReview({ kind, length: null }, at('2026-03-15T12:00'), berlin);
  expect(decisive('calendar-year').at).toBe(at('2027-01-01T00:00'));
  expect(decisive('rolling-12-months')).toEqual({
    at: at('2026-04-14T00:00'),
    period: { from: at('2025-04-15T00:00'), until: at('2026-04-15T00:00') },
  });
});
