import { expect, test } from 'vitest';
import { at } from '../../test/passbook.ts';
import { closesAt, isBirthday } from '../index.ts';

test('a membership ends after the waiting period', () => {
  expect(closesAt(at('2026-11-22T10:00'), 14)).toBe(at('2026-12-06T10:00'));
});

test.each([
  ['1899-12-31', false],
  ['1900-01-01', true],
  ['2026-11-22', true],
  ['2026-11-23', false],
  ['--12-31', true],
])('a birthday on %s is accepted: %s', (day, possible) => {
  expect(isBirthday(day, Date.parse('2026-11-22T23:59:59Z'))).toBe(possible);
});
