import { expect, it } from 'vitest';
import { endOf, prolonged } from './session-times.ts';

const hours = (count: number): Date => new Date(Date.parse('2026-11-26T08:00Z') + count * 3_600_000);
const year = 365 * 24;

it.each([
  ['a member who comes back soon', ['member'], 0, 180 * 24],
  ['a member near the end of the year', ['member'], 300 * 24, year],
  ['a member after it', ['member'], year + 1, year],
  ['staff in the morning', ['cashier'], 1, 5],
  ['staff late in the shift', ['cashier'], 11, 12],
  ['a member who works here', ['member', 'manager'], 11, 12],
])('the session of %s is extended by use, but not past its end', (_, roles, used, end) => {
  expect(prolonged({ roles, created_at: hours(0) }, hours(used).getTime())).toEqual(hours(end));
});

it('a member who becomes staff gets the session times of staff', () => {
  const stored = { created_at: hours(0), expires_at: hours(180 * 24) };
  expect(endOf({ ...stored, roles: ['member'] })).toEqual(hours(180 * 24));
  expect(endOf({ ...stored, roles: ['member', 'cashier'] })).toEqual(hours(12));
});
