import { describe, expect, it } from 'vitest';
import { majorOf, minorOf } from './amount.ts';

describe('amounts in a text field', () => {
  it.each([
    ['1', 'EUR', 100],
    ['12,50', 'EUR', 1250],
    ['0.5', 'EUR', 50],
    ['1 200', 'CZK', 120_000],
    ['300', 'JPY', 300],
  ])('parses %s %s as %i', (typed, currency, minor) => {
    expect(minorOf(typed, currency)).toBe(minor);
  });
  it.each(['', '-1', '1,234', 'a', '1.2.3', '1e3', '99999999999'])('refuses %j', (typed) => {
    expect(minorOf(typed, 'EUR')).toBeNull();
  });
  it('refuses more decimals than the currency has', () => {
    expect(minorOf('1.5', 'JPY')).toBeNull();
  });
  it('formats what it parses', () => {
    expect(majorOf(1250, 'EUR')).toBe('12.50');
    expect(majorOf(100, 'EUR')).toBe('1');
    expect(minorOf(majorOf(905, 'CZK'), 'CZK')).toBe(905);
  });
});
