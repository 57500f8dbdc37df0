import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goods, purchaseOf, zone } from '../../test/purchases.ts';
import {
  challengePeriodEnd,
  challengePeriodOf,
  checkTerms,
  countOf,
  courseOf,
  isoOf,
  runEnd,
  unitOf,
  withProgress,
  type ChallengeTerms,
  type FillOfPeriod,
  type Goal,
  type PeriodProgress,
} from '../index.ts';

const weekly: ChallengeTerms = { kind: 'streak', every: 'week' };
const monthly: ChallengeTerms = { kind: 'streak', every: 'month' };
const three: Goal = { goal: 3, repeats: true, mostFilled: null };
const held = (...periods: string[]): PeriodProgress[] =>
  periods.map((period) => ({ period, counted: 1, used: 0, standing: 0 }));
const periodAt = (iso: string, terms = weekly) => challengePeriodOf(terms, Date.parse(iso), zone);
const openAt = (periods: PeriodProgress[], period: string, goal = three) =>
  courseOf(weekly).open(periods, period, goal);

describe('weeks in a row', () => {
  test('count one after the other, and a gap begins again', () => {
    expect(openAt(held('2026-11-02', '2026-11-09'), '2026-11-16')).toEqual({ counted: 2, owed: 0 });
    expect(openAt(held('2026-11-02', '2026-11-09'), '2026-11-23').counted).toBe(0);
    expect(openAt(held('2026-11-02', '2026-11-16'), '2026-11-16').counted).toBe(1);
  });

  test('fill a card, and the next one begins with the next week', () => {
    const course = courseOf(weekly);
    const two = held('2026-11-02', '2026-11-09');
    expect(course.advance(two, '2026-11-16', 1, three).fills).toBe(1);
    expect(course.advance(two, '2026-11-09', 1, three).fills).toBe(0);
    const filled = withProgress(two, '2026-11-16', { counted: 1, used: 0 }, 1);
    expect(openAt(filled, '2026-11-16')).toEqual({ counted: 0, owed: 0 });
    expect(openAt(withProgress(filled, '2026-11-23', { counted: 1, used: 0 }), '2026-11-23').counted).toBe(1);
  });

  test('a late receipt closes a gap', () => {
    const gap = held('2026-11-02', '2026-11-16');
    expect(courseOf(weekly).advance(gap, '2026-11-09', 1, three).fills).toBe(1);
  });

  test('run over New Year and over the nights in which the clocks change', () => {
    const times = [
      // Sunday 23:30 in Berlin, before and after the clocks go back in October.
      ['2026-10-18T21:30:00Z', '2026-10-25T22:30:00Z', '2026-10-25T23:30:00Z'],
      // Before and after New Year; the week of 28 December is in both years.
      ['2026-12-27T12:00:00Z', '2027-01-02T12:00:00Z', '2027-01-03T23:30:00Z'],
      ['2027-03-21T22:30:00Z', '2027-03-28T21:30:00Z', '2027-03-28T22:30:00Z'],
    ];
    for (const moments of times) {
      const periods = moments.map((at) => periodAt(at));
      expect(new Set(periods).size).toBe(3);
      expect(courseOf(weekly).run(held(...periods), periods[2] ?? '')).toEqual({ length: 3, isHeld: true });
    }
    const months = held('2026-11-01', '2026-12-01', '2027-01-01');
    expect(courseOf(monthly).run(months, '2027-02-01')).toEqual({ length: 3, isHeld: false });
  });

  test('break with this week, or with the next one if this one counts', () => {
    const at = Date.parse('2026-10-21T12:00:00Z');
    const end = (isHeld: boolean, terms: ChallengeTerms = weekly) => {
      const ends = runEnd(terms, { length: 1, isHeld }, at, zone);
      return ends === null ? null : isoOf(ends);
    };
    expect([end(false), end(true)]).toEqual(['2026-10-25T23:00:00Z', '2026-11-01T23:00:00Z']);
    expect([end(false, monthly), end(true, monthly)]).toEqual([
      '2026-10-31T23:00:00Z',
      '2026-11-30T23:00:00Z',
    ]);
    expect(end(true, { kind: 'spend', currency: 'EUR' })).toBeNull();
    expect(challengePeriodEnd(weekly, at, zone)).toBeNull();
  });

  test('every purchase with the goods counts for its week, and what comes back does not', () => {
    const coffee: ChallengeTerms = {
      ...weekly,
      where: { fact: 'line.category', op: 'is', value: 'coffee' },
    };
    const purchase = purchaseOf([goods(300, { category: 'coffee' }), goods(900)]);
    const count = (remaining?: readonly number[]) =>
      countOf(coffee, { purchase, zone, base: 'gross', ...(remaining ? { remaining } : {}) });
    expect(count()).toEqual({ counted: 1, reason: null });
    expect(count([0, 1000])).toEqual({ counted: 0, reason: 'no-such-goods' });
    expect(count([1000, 0]).counted).toBe(1);
    expect(unitOf(coffee)).toEqual({ kind: 'periods', every: 'week' });
    const wrong: ChallengeTerms = {
      ...weekly,
      when: { fact: 'line.category', op: 'is', value: 'coffee' },
    };
    expect(checkTerms(wrong).map(({ pointer }) => pointer)).toEqual(['/when/fact']);
  });

  test('show the first purchase of each week of the open card', () => {
    const count = (period: string, at: number) => ({ period, counted: 1, at });
    const newestFirst = [
      count('2026-11-23', 5),
      count('2026-11-23', 4),
      count('2026-11-16', 3),
      count('2026-11-02', 2),
    ];
    const periods = held('2026-11-02', '2026-11-16', '2026-11-23');
    const stamps = courseOf(weekly).stamps(newestFirst, periods, '2026-11-23', three);
    expect(stamps.map(({ count: { at } }) => at)).toEqual([4, 3]);
  });
});

describe('a return', () => {
  const week = (n: number): string => Temporal.PlainDate.from('2026-01-05').add({ weeks: n }).toString();
  const fill = (id: string, more: Partial<FillOfPeriod> = {}): FillOfPeriod => ({
    id,
    period: week(2),
    goal: 3,
    state: 'given',
    rewardUsed: false,
    changedBy: null,
    ...more,
  });
  const full = () => withProgress(held(week(0), week(1)), week(2), { counted: 1, used: 0 }, 1);

  test('that leaves another purchase of the week takes nothing', () => {
    const twice = withProgress(full(), week(1), { counted: 2, used: 0 });
    const { withdrawn, kept } = courseOf(weekly).retreat(twice, week(1), 1, three, [fill('a')]);
    expect([withdrawn, kept]).toEqual([[], []]);
  });

  test('breaks the row: an unused reward is withdrawn, a used one stays and is owed', () => {
    const course = courseOf(weekly);
    expect(course.retreat(full(), week(1), 1, three, [fill('a')]).withdrawn).toEqual([fill('a')]);
    const used = fill('a', { rewardUsed: true });
    expect(course.retreat(full(), week(1), 1, three, [used])).toMatchObject({ withdrawn: [], kept: [used] });
    const broken = withProgress(full(), week(1), { counted: 0, used: 0 });
    expect(course.open(broken, week(3), three)).toEqual({ counted: 0, owed: 2 });
    // Two more weeks make up for it and fill nothing; three further ones fill a card.
    const later = [...broken, ...held(week(3), week(4), week(5), week(6))];
    expect(course.advance(broken, week(3), 1, three).fills).toBe(0);
    expect(course.advance(later, week(7), 1, three).fills).toBe(1);
  });

  test('that was a mistake gives the same card again, also after other cards were filled', () => {
    const course = courseOf(weekly);
    const withdrawn = fill('a', { state: 'withdrawn', changedBy: 'return' });
    const broken = withProgress(full(), week(1), { counted: 0, used: 0 }, 0).map((each) => ({
      ...each,
      standing: 0,
    }));
    const resumed = course.resume(broken, week(1), 1, three, [withdrawn], 'return');
    expect(resumed).toMatchObject({ restored: [withdrawn], fills: 0 });
    const once: Goal = { ...three, mostFilled: 1 };
    const other = fill('b', { period: week(9) });
    expect(course.resume(broken, week(1), 1, once, [withdrawn, other], 'return').restored).toEqual([]);
  });
});

test('any order of purchases and returns: the weeks that count decide how many cards stand', () => {
  const week = (n: number): string => Temporal.PlainDate.from('2026-10-05').add({ weeks: n }).toString();
  const step = fc.record({ week: fc.integer({ min: 0, max: 15 }), back: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 2, max: 5 }), (steps, goal) => {
      const course = courseOf(weekly);
      const terms: Goal = { goal, repeats: true, mostFilled: null };
      let periods: PeriodProgress[] = [];
      let fills: FillOfPeriod[] = [];
      const count = (n: number) => periods.find(({ period }) => period === week(n))?.counted ?? 0;
      steps.forEach(({ week: n, back }, index) => {
        if (back && count(n) > 0) {
          const { progress, withdrawn } = course.retreat(periods, week(n), 1, terms, fills);
          periods = withProgress(periods, week(n), progress).map((each) => ({
            ...each,
            standing: each.standing - withdrawn.filter(({ period }) => period === each.period).length,
          }));
          fills = fills.filter((each) => !withdrawn.includes(each));
        }
        if (!back) {
          const { progress, fills: more } = course.advance(periods, week(n), 1, terms);
          periods = withProgress(periods, week(n), progress, more);
          const filled = { goal, state: 'given' as const, rewardUsed: false, changedBy: null };
          fills.push(
            ...Array.from({ length: more }, (_, i) => ({ ...filled, id: `${index} ${i}`, period: week(n) })),
          );
        }
        let run = 0;
        let expected = 0;
        for (let each = 0; each <= 15; each++) {
          run = count(each) > 0 ? run + 1 : 0;
          if (run > 0 && run % goal === 0) expected += 1;
        }
        expect(fills.length).toBe(expected);
      });
    }),
  );
});
