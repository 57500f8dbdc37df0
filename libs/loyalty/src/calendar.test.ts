import { expect, test } from 'vitest';
import { at } from '../test/passbook.ts';
import {
  addMonthsClamped,
  localDateOf,
  localDay,
  localMonth,
  localWeek,
  nextYearlyDate,
} from './calendar.ts';
import { instantOf, isoOf } from './clock.ts';

const berlin = 'Europe/Berlin';
const hour = 60 * 60 * 1000;
const date = (text: string) => Temporal.PlainDate.from(text);

test('a local day ends at the start of the next day, whatever its length', () => {
  expect(isoOf(localDay(instantOf('2027-01-31T22:59:59Z'), berlin).until)).toBe('2027-01-31T23:00:00Z');
  expect(isoOf(localDay(instantOf('2027-01-31T23:00:00Z'), berlin).until)).toBe('2027-02-01T23:00:00Z');
  const lengths = ['2026-03-29T12:00', '2026-10-25T12:00', '2026-11-22T12:00'].map((noon) => {
    const { from, until } = localDay(at(noon), berlin);
    return (until - from) / hour;
  });
  expect(lengths).toEqual([23, 25, 24]);
});

test('a day without midnight starts after the clock change', () => {
  const { from } = localDay(instantOf('2018-11-04T12:00:00Z'), 'America/Sao_Paulo');
  expect(isoOf(from)).toBe('2018-11-04T03:00:00Z');
});

test('the local date follows the time zone, not UTC', () => {
  expect(localDateOf(instantOf('2026-12-31T23:30:00Z'), berlin).toString()).toBe('2027-01-01');
});

test('adding months stops at the end of the month', () => {
  expect(addMonthsClamped(date('2027-01-31'), 1).toString()).toBe('2027-02-28');
  expect(addMonthsClamped(date('2028-01-31'), 1).toString()).toBe('2028-02-29');
  expect(addMonthsClamped(date('2026-12-31'), 2).toString()).toBe('2027-02-28');
});

test('a yearly date is the next one after the day', () => {
  expect(nextYearlyDate(date('2026-11-22'), 12, 31).toString()).toBe('2026-12-31');
  expect(nextYearlyDate(date('2026-12-31'), 12, 31).toString()).toBe('2027-12-31');
  expect(nextYearlyDate(date('2027-01-01'), 2, 29).toString()).toBe('2027-02-28');
  expect(nextYearlyDate(date('2028-01-01'), 2, 29).toString()).toBe('2028-02-29');
});

test('a local month runs from its first day to the first day of the next', () => {
  expect(localMonth(at('2026-12-31T23:59'), berlin)).toEqual({
    from: at('2026-12-01T00:00'),
    until: at('2027-01-01T00:00'),
  });
});

test('a local week runs from Monday to Monday, an hour shorter or longer over a clock change', () => {
  const weekOf = (moment: string) => localWeek(at(moment), berlin);
  const spring = { from: at('2026-03-23T00:00'), until: at('2026-03-30T00:00') };
  expect([weekOf('2026-03-23T00:00'), weekOf('2026-03-29T23:59')]).toEqual([spring, spring]);
  expect(weekOf('2026-03-30T00:00').from).toBe(spring.until);
  expect(weekOf('2027-01-01T12:00').from).toBe(at('2026-12-28T00:00'));
  const lengths = ['2026-03-29T12:00', '2026-10-25T12:00', '2026-11-22T12:00'].map((noon) => {
    const { from, until } = weekOf(noon);
    return (until - from) / hour;
  });
  expect(lengths).toEqual([7 * 24 - 1, 7 * 24 + 1, 7 * 24]);
});

test('a time needs an offset', () => {
  expect(instantOf('2026-11-22T10:15:00+01:00')).toBe(instantOf('2026-11-22T09:15:00Z'));
  expect(() => instantOf('2026-11-22T10:15:00')).toThrow(RangeError);
});
