import { expect, it } from 'vitest';
import type { EarningRule } from '../earning/rule.ts';
import { defaultPointsPolicy } from '../points/policy.ts';
import { formatReferralCode, newReferralCode, parseReferralCode } from './code.ts';
import { referralSigns, type ReferralPerson } from './signs.ts';
import { referralVerdict, referralYear, type FriendPurchase, type ReferralTerms } from './verdict.ts';

const zone = 'Europe/Berlin';
const at = (local: string): number =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;

const ruleOf = (effect: object = {}): EarningRule => ({
  id: 'rule',
  version: 1,
  validity: { from: null, until: null },
  countsTowardsStatus: false,
  caps: [],
  effect: {
    kind: 'referral',
    points: 200,
    friendPoints: 100,
    minimumSpend: 2000,
    waitDays: 14,
    mostPerYear: null,
    ...effect,
  },
});
const bought = (local: string, spend: number): FriendPurchase => ({
  id: local,
  purchasedAt: at(local),
  spend,
});
const verdict = (now: string, purchases: FriendPurchase[], terms: Partial<ReferralTerms> = {}) =>
  referralVerdict({
    joinedAt: at('2026-10-01T10:00'),
    purchases,
    rulesAt: () => [ruleOf()],
    policy: defaultPointsPolicy,
    zone,
    now: at(now),
    ...terms,
  });

it('a referral waits for a purchase, then for the end of its last day of returns', () => {
  expect(verdict('2026-10-20T10:00', [])).toEqual({ kind: 'no-purchase' });
  const purchase = bought('2026-10-20T18:30', 2000);
  const until = at('2026-11-04T00:00');
  expect(verdict('2026-11-03T23:59', [purchase])).toEqual({ kind: 'returnable', purchase, until });
  expect(verdict('2026-11-04T00:00', [purchase])).toEqual({ kind: 'due', purchase });
});

it('points that become available later wait longer', () => {
  const purchase = bought('2026-10-20T18:30', 2000);
  const policy = { ...defaultPointsPolicy, pendingDays: 30 };
  expect(verdict('2026-11-10T00:00', [purchase], { policy })).toMatchObject({ kind: 'returnable' });
  expect(verdict('2026-11-19T00:00', [purchase], { policy })).toMatchObject({ kind: 'due' });
});

it('what was returned, or is worth too little, does not count, and a later purchase does', () => {
  const later = bought('2026-11-01T12:00', 2500);
  const purchases = [bought('2026-10-20T18:30', 0), bought('2026-10-21T18:30', 1999), later];
  expect(verdict('2026-12-01T00:00', purchases)).toEqual({ kind: 'due', purchase: later });
});

it('rules of the moment of the purchase decide', () => {
  const rulesAt = (moment: number) => (moment < at('2026-10-25T00:00') ? [ruleOf()] : []);
  expect(verdict('2026-12-01T00:00', [bought('2026-10-20T18:30', 2000)], { rulesAt }).kind).toBe('due');
  expect(verdict('2026-12-01T00:00', [bought('2026-10-26T18:30', 2000)], { rulesAt }).kind).toBe(
    'no-purchase',
  );
});

it('a friend who does not buy within a year brings nothing', () => {
  expect(verdict('2027-10-01T09:59', []).kind).toBe('no-purchase');
  expect(verdict('2027-10-01T10:00', []).kind).toBe('lapsed');
  expect(verdict('2027-10-20T10:00', [bought('2027-10-02T10:00', 5000)]).kind).toBe('lapsed');
});

it('a purchase that cannot be returned counts at once', () => {
  const rulesAt = () => [ruleOf({ waitDays: 0, minimumSpend: 0 })];
  expect(verdict('2026-10-20T18:30', [bought('2026-10-20T18:30', 1)], { rulesAt }).kind).toBe('due');
  expect(verdict('2026-10-20T18:30', [bought('2026-10-20T18:30', 0)], { rulesAt }).kind).toBe('no-purchase');
});

it('the year is that of the club', () => {
  expect(referralYear(at('2026-12-31T23:59'), zone)).toEqual({
    from: at('2026-01-01T00:00'),
    until: at('2027-01-01T00:00'),
  });
  expect(referralYear(at('2027-01-01T00:00'), zone).from).toBe(at('2027-01-01T00:00'));
});

it('a code is read from a link and as people type it', () => {
  const code = newReferralCode((below) => below - 1);
  expect(code).toBe('ZZZZZZZZ');
  expect(formatReferralCode('7K3M9QWX')).toBe('7K3M-9QWX');
  expect(parseReferralCode(' 7k3m-9qwx ')).toBe('7K3M9QWX');
  expect(parseReferralCode('OIL0 0000')).toBe('01100000');
  expect(parseReferralCode('https://club.example/join?location=x&from=7K3M9QWX#top')).toBe('7K3M9QWX');
  for (const wrong of [
    '',
    '7K3M9QW',
    '7K3M9QWXX',
    '7K3M9QWU',
    'https://x.example/join?from=',
    'x'.repeat(5000),
  ])
    expect(parseReferralCode(wrong)).toBeNull();
});

const person = (known: Partial<ReferralPerson> = {}): ReferralPerson => ({
  email: null,
  phone: null,
  firstName: null,
  lastName: null,
  birthday: null,
  ...known,
});

it.each([
  [{ email: 'Anna+club@Example.org' }, { email: 'anna@example.org' }, ['email']],
  [{ email: 'a.nna@googlemail.com' }, { email: 'anna@gmail.com' }, ['email']],
  [{ email: 'a.nna@example.org' }, { email: 'anna@example.org' }, []],
  [{ phone: '+4930123456' }, { phone: '+4930123456' }, ['phone']],
  [{ firstName: 'Anna', lastName: 'Krause' }, { firstName: 'Anna', lastName: 'Krause' }, []],
  [
    { firstName: 'Anna', lastName: 'Krause', birthday: '1990-04-02' },
    { firstName: 'anna', lastName: 'KRAUSE', birthday: '1990-04-02' },
    ['person'],
  ],
  [
    { firstName: 'Anna', lastName: 'Krause', birthday: '1990-04-02' },
    { firstName: 'Anna', lastName: 'Krause', birthday: '--04-02' },
    ['person'],
  ],
  [
    { firstName: 'Anna', lastName: 'Krause', birthday: '--04-02' },
    { firstName: 'Anna', lastName: 'Krause', birthday: '--02-04' },
    [],
  ],
  [{}, {}, []],
])('%j and %j: %j', (member, friend, signs) => {
  expect(referralSigns(person(member), person(friend), false)).toEqual(signs);
});

it('a browser that the member uses is a sign', () => {
  expect(referralSigns(person(), person(), true)).toEqual(['browser']);
});
