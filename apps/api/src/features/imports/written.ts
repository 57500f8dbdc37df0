import type { Address } from '@regulars/contracts';
import { minorDigits } from '@regulars/loyalty';

/** A value as a file would say it: `12.90 EUR`, `4006381333931, 96385074`, `true`. */
export const written = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(written).filter(Boolean).join(', ');
  if (typeof value !== 'object' || value === null) return '';
  const { amount, currency } = value as { amount?: unknown; currency?: unknown };
  if ('postcode' in value) return writtenAddress(value as Partial<Address>);
  if (typeof amount === 'number' && typeof currency === 'string') return writtenMoney(amount, currency);
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${written(part)}`)
    .join(', ');
};

/** On one line: `Mühlgasse 4, 1040 Wien, AT`. */
const writtenAddress = (address: Partial<Address>): string => {
  const { street, postcode, city, region, country } = address;
  const town = [postcode, city].filter(Boolean).join(' ');
  return [street, town, region, country].filter(Boolean).join(', ');
};

/** By its digits, without floats. */
const writtenMoney = (amount: number, currency: string): string => {
  const digits = minorDigits(currency);
  const figures = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = digits === 0 ? figures : `${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
  return `${amount < 0 ? '-' : ''}${whole} ${currency}`;
};
