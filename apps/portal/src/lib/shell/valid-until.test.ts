import { describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { validUntil } from './valid-until.ts';

describe('validUntil', () => {
  it.each([
    ['de', '31.\u00a0Dezember 2026', '31. Dez. 2026, 15:00'],
    ['en', '31\u00a0December 2026', '31 Dec 2026, 15:00'],
    ['cs', '31.\u00a0prosince 2026', '31. 12. 2026 15:00'],
  ] as const)('names the last usable day, and the time only within a day (%s)', (locale, whole, within) => {
    overwriteGetLocale(() => locale);
    expect(validUntil('2026-12-31T23:00:00Z', 'Europe/Berlin')).toBe(whole);
    expect(validUntil('2026-12-31T14:00:00Z', 'Europe/Prague').replaceAll('\u00a0', ' ')).toBe(within);
  });

  it('is as short as the list needs', () => {
    overwriteGetLocale(() => 'en');
    expect(validUntil('2026-12-31T23:00:00Z', 'Europe/Berlin', 'day')).toBe('31\u00a0Dec');
    expect(validUntil('2026-12-31T14:00:00Z', 'Europe/Berlin', 'day')).toBe('31\u00a0Dec, 15:00');
  });
});
