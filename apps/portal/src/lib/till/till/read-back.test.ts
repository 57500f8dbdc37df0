import { describe, expect, it } from 'vitest';
import { readBack } from './read-back.ts';

describe('readBack', () => {
  it.each([
    ['+43 664 123 45 67', '+43 664 123 45 67'],
    ['+436641234567', '+43 664 123 45 67'],
    ['00420601222333', '+420 601 222 333'],
    ['+49 (0)151-23456789', '+49 151 234 567 89'],
    ['+1 202 555 0143', '+1 202 555 01 43'],
    ['0664 1234567', '066 412 345 67'],
    [' Anna@Example.org ', 'anna@example.org'],
  ])('shows %s as %s', (typed, shown) => {
    expect(readBack(typed)).toBe(shown);
  });
});
