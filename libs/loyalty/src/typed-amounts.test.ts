import { describe, expect, it } from 'vitest';
import { unusualAmount } from './typed-amounts.ts';

describe('unusualAmount', () => {
  it('is what the club chose, else a default of the currency in its minor units', () => {
    expect(unusualAmount('EUR', [])).toBe(50_000);
    expect(unusualAmount('CZK', [])).toBe(1_200_000);
    expect(unusualAmount('JPY', [])).toBe(80_000);
    expect(unusualAmount('KWD', [])).toBe(1_000_000);
    expect(unusualAmount('EUR', [{ amount: 20_000, currency: 'EUR' }])).toBe(20_000);
  });
});
