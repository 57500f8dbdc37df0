import { describe, expect, it } from 'vitest';
import { nextSequence, placeText, readPlace, receiptNumber, receiptPrefix } from './receipt-number.ts';

const place = { location: 'vienna-1', till: 2 };
const prefix = receiptPrefix(place, new Date('2026-11-22T10:42:00Z'), 'Europe/Vienna');

describe('the location of the till', () => {
  it('survives a round trip through the cookie', () => {
    expect(readPlace(placeText(place))).toEqual(place);
  });

  it.each([
    undefined,
    '',
    'vienna-1',
    'vienna-1.0',
    'vienna-1.21',
    'Wien 1.2',
    '../x.1',
    `${'a'.repeat(61)}.1`,
  ])('refuses %s', (text) => {
    expect(readPlace(text)).toBeNull();
  });
});

describe('a receipt number', () => {
  it('consists of location, day, till and sequence', () => {
    expect(receiptNumber(prefix, 7)).toBe('vienna-1-20261122-2-007');
    expect(receiptNumber(prefix, 1234)).toBe('vienna-1-20261122-2-1234');
  });

  it('uses the local day of the club, not of UTC', () => {
    expect(receiptPrefix(place, new Date('2026-11-22T23:30:00Z'), 'Europe/Vienna')).toBe(
      'vienna-1-20261123-2-',
    );
  });

  it('follows the highest number of its own till', () => {
    const known = [
      receiptNumber(prefix, 3),
      receiptNumber(prefix, 11),
      'vienna-1-20261121-2-900',
      'vienna-1-20261122-1-400',
      'R-2026-000999',
      `${prefix}12a`,
    ];
    expect(nextSequence(prefix, known)).toBe(12);
    expect(nextSequence(prefix, [])).toBe(1);
  });
});
