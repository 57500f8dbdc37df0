import { describe, expect, test } from 'vitest';
import { comparedTimes, daysBefore, lastDays, periodsOf, wholePeriods } from './time.ts';

const at = (instant: string): number => Date.parse(instant);
const iso = (moment: number): string => new Date(moment).toISOString();
const vienna = 'Europe/Vienna';

describe('the periods that an overview compares', () => {
  test('start at local midnight and end at the same time of day, across a clock change', () => {
    const { current, previous } = comparedTimes(at('2026-11-22T10:00:00+01:00'), 30, vienna);
    expect(iso(current.from)).toBe('2026-10-23T22:00:00.000Z');
    expect(iso(current.until - 1)).toBe('2026-11-22T09:00:00.000Z');
    expect(iso(previous.from)).toBe('2026-09-23T22:00:00.000Z');
    expect(iso(previous.until - 1)).toBe('2026-10-23T08:00:00.000Z');
  });

  test('belong to the local date', () => {
    const { current } = comparedTimes(at('2026-11-22T23:30:00Z'), 7, vienna);
    expect(iso(current.from)).toBe('2026-11-16T23:00:00.000Z');
    expect(iso(daysBefore(at('2026-03-30T06:00:00Z'), 1, vienna))).toBe('2026-03-29T06:00:00.000Z');
    expect(iso(daysBefore(at('2026-03-30T06:00:00Z'), 2, vienna))).toBe('2026-03-28T07:00:00.000Z');
  });
});

test('the last days begin at local midnight, and today is one of them', () => {
  expect(iso(lastDays(at('2026-11-22T23:30:00Z'), 1, vienna))).toBe('2026-11-22T23:00:00.000Z');
  expect(iso(lastDays(at('2026-11-22T22:30:00Z'), 90, vienna))).toBe('2026-08-24T22:00:00.000Z');
});

test('a series has every day, week or month of its period, and the first one is complete', () => {
  const time = { from: at('2026-10-24T00:00:00+02:00'), until: at('2026-11-16T00:00:00+01:00') };
  expect(periodsOf(time, 'week', vienna)).toEqual(['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09']);
  expect(periodsOf({ ...time, until: time.until + 1 }, 'week', vienna).at(-1)).toBe('2026-11-16');
  expect(periodsOf(time, 'month', vienna)).toEqual(['2026-10-01', '2026-11-01']);
  expect(periodsOf({ ...time, from: at('2026-11-14T15:00:00+01:00') }, 'day', vienna)).toEqual([
    '2026-11-14',
    '2026-11-15',
  ]);
  const { from, until } = wholePeriods(time, 'week', vienna);
  expect([iso(from), until]).toEqual(['2026-10-18T22:00:00.000Z', time.until]);
});
