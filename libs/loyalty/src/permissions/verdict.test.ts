import { describe, expect, it } from 'vitest';
import { countryOf, usualCountryRules } from './country-rules.ts';
import { permissionVerdict, useVerdict, type PermissionFacts } from './verdict.ts';

const facts: PermissionFacts = {
  status: 'active',
  birthday: null,
  today: Temporal.PlainDate.from('2026-11-29'),
  address: 'ready',
  suppressed: false,
  consent: 'granted',
  isCustomer: false,
  ecgListed: false,
  rule: usualCountryRules.de,
};
const marketing = (changed: Partial<PermissionFacts>): string | null => {
  const { basis, reason } = permissionVerdict('marketing', 'email', { ...facts, ...changed });
  return basis ?? reason;
};

describe('the club may write', () => {
  it('what the contract needs, always', () => {
    const worst = {
      ...facts,
      status: 'closed',
      address: 'none',
      suppressed: true,
      consent: 'refused',
    } as const;
    expect(permissionVerdict('service', 'email', worst)).toEqual({
      allowed: true,
      basis: 'service',
      reason: null,
    });
  });

  it.each<[Partial<PermissionFacts>, string]>([
    [{}, 'consent'],
    [{ consent: null }, 'never-asked'],
    [{ consent: 'pending' }, 'pending'],
    [{ consent: 'refused' }, 'refused'],
    [{ status: 'closed' }, 'membership-closed'],
    [{ status: 'blocked' }, 'membership-blocked'],
    [{ suppressed: true }, 'suppressed'],
    [{ address: 'none' }, 'no-address'],
    [{ address: 'unconfirmed' }, 'address-unconfirmed'],
  ])('advertising %j: %s', (changed, expected) => {
    expect(marketing(changed)).toBe(expected);
  });

  it.each([
    ['de', '2010-11-30', 'under-age'],
    ['de', '2010-11-29', 'consent'],
    ['at', '2012-11-30', 'under-age'],
    ['at', '2012-11-29', 'consent'],
    ['cz', '2011-11-30', 'under-age'],
    ['cz', '2011-11-29', 'consent'],
    ['de', '--11-29', 'consent'],
  ] as const)('in %s, to someone born %s: %s', (country, birthday, expected) => {
    expect(marketing({ birthday, rule: usualCountryRules[country] })).toBe(expected);
  });

  it('to customers who were never asked, only by e-mail, only advertising, and only where the club said so', () => {
    const rule = { ...usualCountryRules.at, existingCustomers: true };
    const customer = { ...facts, consent: null, isCustomer: true, rule };
    expect(marketing(customer)).toBe('existing-customer');
    expect(marketing({ ...customer, ecgListed: true })).toBe('ecg-listed');
    expect(marketing({ ...customer, ecgListed: true, consent: 'granted' })).toBe('consent');
    expect(marketing({ ...customer, rule: usualCountryRules.at })).toBe('never-asked');
    expect(marketing({ ...customer, isCustomer: false })).toBe('never-asked');
    expect(marketing({ ...customer, consent: 'refused' })).toBe('refused');
    expect(marketing({ ...customer, consent: 'pending' })).toBe('pending');
    expect(permissionVerdict('marketing', 'sms', customer).reason).toBe('never-asked');
    expect(permissionVerdict('survey', 'email', customer).reason).toBe('never-asked');
  });

  it('uses data only with a consent, also without an address', () => {
    expect(useVerdict({ ...facts, consent: null }).reason).toBe('never-asked');
    expect(useVerdict(facts).basis).toBe('consent');
    expect(useVerdict({ ...facts, status: 'closed' }).reason).toBe('membership-closed');
  });

  it('by the rules of the country of the phone, else of the club', () => {
    expect(countryOf('+43660123456', 'de')).toBe('at');
    expect(countryOf('+420601123456', 'de')).toBe('cz');
    expect(countryOf('+41791234567', 'at')).toBe('at');
    expect(countryOf(null, 'cz')).toBe('cz');
  });
});
