import { expect, test } from 'vitest';
import { momentIn } from './moments.ts';

const vienna = 'Europe/Vienna';

test.each([
  [vienna, 2026, 1, 5, '10:22:00', '2026-01-05T09:22:00Z'],
  [vienna, 2026, 7, 5, '00:00:00', '2026-07-04T22:00:00Z'],
  [vienna, 2026, 7, 5, '23:59:59', '2026-07-05T21:59:59Z'],
  ['UTC', 1970, 1, 1, '00:00:01', '1970-01-01T00:00:01Z'],
  // The clock goes forward: 2:30 is none, so it is the one an hour later.
  [vienna, 2026, 3, 29, '01:30:00', '2026-03-29T00:30:00Z'],
  [vienna, 2026, 3, 29, '02:30:00', '2026-03-29T01:30:00Z'],
  [vienna, 2026, 3, 29, '03:30:00', '2026-03-29T01:30:00Z'],
  // The clock goes back: of two, the first one.
  [vienna, 2026, 10, 25, '02:30:00', '2026-10-25T00:30:00Z'],
  [vienna, 2026, 10, 25, '12:00:00', '2026-10-25T11:00:00Z'],
  // By half an hour.
  ['Australia/Lord_Howe', 2026, 4, 5, '12:00:00', '2026-04-05T01:30:00Z'],
])('in %s it is %d-%d-%d %s at %s', (zone, year, month, day, time, moment) => {
  expect(momentIn(zone, { year, month, day, time })).toBe(moment);
  // Also when the day is known.
  expect(momentIn(zone, { year, month, day, time })).toBe(moment);
});

test.each([
  [2026, 2, 29, '10:00:00'],
  [2026, 13, 1, '10:00:00'],
  [Number.NaN, 1, 1, '10:00:00'],
  [2026, 1, 1, '24:00:00'],
  [2026, 1, 1, '10:60:00'],
])('%d-%d-%d %s is none', (year, month, day, time) => {
  expect(() => momentIn(vienna, { year, month, day, time })).toThrow(RangeError);
});
