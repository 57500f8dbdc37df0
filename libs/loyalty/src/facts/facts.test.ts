import { checkCondition, holds, type Condition, type Context } from '@regulars/conditions';
import { describe, expect, test } from 'vitest';
import { goods } from '../../test/purchases.ts';
import { instantOf } from '../clock.ts';
import { habitsOf } from './habits.ts';
import { spentAfterReturns, type KeptPurchase } from './kept-purchase.ts';
import { memberSubject, saleSubject, type MemberSnapshot } from './member-facts.ts';
import { purchaseSubject } from './purchase-facts.ts';
import { figuresOf } from './purchase-figures.ts';
import { noDealings } from './stored-facts.ts';

const zone = 'Europe/Vienna';
const purchase = (at: string, more: Partial<KeptPurchase> = {}): KeptPurchase => ({
  id: at,
  spent: 1250,
  currency: 'EUR',
  locationId: 'vienna-1',
  purchasedAt: instantOf(at),
  lines: [goods(1000, { category: 'coffee', quantity: 500 }), goods(250)],
  payments: [{ kind: 'card' }],
  ...more,
});
const past = [
  purchase('2026-10-01T10:00:00+02:00'),
  purchase('2026-10-01T23:59:59+02:00', { locationId: 'vienna-2' }),
  purchase('2026-10-02T00:00:00+02:00', { locationId: 'vienna-2', currency: 'CZK', spent: 50 }),
];
const member: MemberSnapshot = {
  joinedAt: instantOf('2026-09-30T22:00:00Z'),
  birthday: '2008-10-31',
  language: 'de',
  kind: 'customer',
  scored: null,
  emailConfirmed: true,
  consents: ['terms', 'newsletter'],
  tags: ['book club'],
  badges: ['first-cup'],
  segments: ['regulars'],
  interests: [],
  attributes: { size: 'L', shoe: 42.5, club: true },
  tierIds: [],
  points: 120,
  figures: figuresOf(past, 'EUR', zone),
  habits: habitsOf(past, 'EUR', zone),
  dealings: { ...noDealings, rewards: 2, nextExpiryAt: instantOf('2026-11-02T23:00:00Z') },
  purchases: past,
  happenings: [
    { name: 'coupon.redeemed', at: instantOf('2026-09-30T10:00:00Z'), of: 'spring' },
    { name: 'offer.redeemed', at: instantOf('2026-10-02T10:00:00Z'), of: 'rain' },
  ],
};
const now = instantOf('2026-10-30T23:30:00Z');
const sale = purchase('2026-10-29T17:00:00+01:00');

const sounds = (condition: Condition, context: Context): Condition => {
  expect(checkCondition(condition, context)).toEqual([]);
  return condition;
};

test('figures count local calendar days, and sum amounts in the reporting currency', () => {
  expect(member.figures).toEqual({
    purchases: 3,
    visits: 2,
    spend: { amount: 2550, currency: 'EUR' },
    firstPurchaseAt: instantOf('2026-10-01T08:00:00Z'),
    lastPurchaseAt: instantOf('2026-10-01T22:00:00Z'),
    homeLocationId: 'vienna-2',
  });
  const stranger = figuresOf([], 'EUR', zone);
  expect([stranger.firstPurchaseAt, stranger.homeLocationId]).toEqual([null, null]);
  const unconverted = figuresOf([purchase('2026-10-01T10:00:00Z', { spent: null })], 'EUR', zone);
  expect(unconverted).toMatchObject({ purchases: 1, spend: { amount: 0 } });
});

test('the home location has the most days among the last 20 purchases; ties go to the later, then to the lower id', () => {
  const bought = (locationId: string, ...days: string[]): KeptPurchase[] =>
    days.map((day) => purchase(`2026-10-${day}T10:00:00Z`, { locationId }));
  const homeOf = (...purchases: KeptPurchase[][]): string | null =>
    figuresOf(purchases.flat(), 'EUR', zone).homeLocationId;
  const often = bought('often', ...Array.from({ length: 9 }, () => '05'));
  expect(homeOf(often, bought('days', '01', '02'))).toBe('days');
  expect(homeOf(bought('early', '01', '03'), bought('late', '02', '04'))).toBe('late');
  expect(homeOf(bought('b', '01'), bought('a', '01'))).toBe('a');
  const newest = Array.from({ length: 19 }, () => bought('now', '20')).flat();
  expect(homeOf(bought('then', '01', '02', '03'), newest)).toBe('now');
});

test.each([
  [100, 2500, 0, 100],
  [101, 2500, 1250, 51],
  [100, 0, 0, 100],
  [0, 0, 25, 0],
  [-101, -2500, -1250, -51],
])('of %i in the reporting currency, %i less %i leaves %i', (reporting, gross, returnedGross, left) => {
  expect(spentAfterReturns(reporting, { gross, returnedGross })).toBe(left);
});

test('habits count purchases and days; on a tie the later one is the favourite', () => {
  const bought = (day: string, more: Partial<KeptPurchase> = {}): KeptPurchase =>
    purchase(`2026-10-${day}T10:00:00Z`, more);
  const tea = { lines: [goods(400, { category: 'tea' })], spent: 400 };
  const { categories, ...habits } = habitsOf(
    [
      bought('05', { channel: 'till' }),
      bought('06', { channel: 'web-shop', ...tea }),
      bought('12', { channel: 'till' }),
      bought('12', tea),
      bought('13', { channel: 'web-shop', lines: [goods(10, { category: null })] }),
      bought('23'),
    ],
    'EUR',
    zone,
  );
  expect(habits).toEqual({
    favouriteCategory: 'coffee',
    locations: 1,
    channels: new Map([
      ['till', 2],
      ['web-shop', 2],
    ]),
    favouriteChannel: 'web-shop',
    weekdays: new Map([
      ['monday', 2],
      ['tuesday', 2],
      ['friday', 1],
    ]),
    favouriteWeekday: 'tuesday',
    // Of gaps of 1, 1, 6 and 10 days.
    usualGap: 1,
  });
  expect([...categories.keys()]).toEqual(['coffee', 'tea']);
  expect(categories.get('tea')).toEqual({
    purchases: 2,
    spend: 800,
    lastAt: instantOf('2026-10-12T10:00:00Z'),
  });
});

describe('facts of a member', () => {
  test.each<[Condition, boolean]>([
    [{ fact: 'member.age', op: 'is', value: 18 }, true],
    [{ fact: 'member.birthday', op: 'anniversary-within-days', value: 1 }, true],
    [{ fact: 'member.joined', op: 'on', value: '2026-10-01' }, true],
    [{ fact: 'member.last-purchase', op: 'on', value: '2026-10-02' }, true],
    [{ fact: 'member.tier', op: 'known' }, false],
    [{ fact: 'member.attribute', key: 'club', op: 'is', value: 'true' }, true],
    [{ fact: 'member.attribute', key: 'shoe', op: 'known' }, false],
    [{ fact: 'member.number-attribute', key: 'shoe', op: 'more-than', value: 42 }, true],
    [{ fact: 'member.attribute', key: 'constructor', op: 'known' }, false],
    [
      { fact: 'member.category-spend', key: 'coffee', op: 'is', value: { amount: 2040, currency: 'EUR' } },
      true,
    ],
    [{ fact: 'member.category-share', key: 'coffee', op: 'is', value: 80 }, true],
    [{ fact: 'member.category-purchases', key: 'tea', op: 'is', value: 0 }, true],
    [{ fact: 'member.category-last-purchase', key: 'coffee', op: 'on', value: '2026-10-02' }, true],
    [{ fact: 'member.category-last-purchase', key: 'tea', op: 'known' }, false],
    [{ fact: 'member.weekday-share', key: 'thursday', op: 'is', value: 50 }, true],
    [{ fact: 'member.usual-gap', op: 'known' }, false],
    [{ fact: 'member.gaps-since-last-visit', op: 'known' }, false],
    [{ fact: 'member.rewards', op: 'at-least', value: 2 }, true],
    [{ fact: 'member.days-until-expiry', op: 'is', value: 3 }, true],
    [{ purchases: 'count', days: 31, op: 'is', value: 3 }, true],
    [{ purchases: 'count', days: 30, op: 'is', value: 1 }, true],
  ])('%j: %s', (condition, expected) => {
    expect(holds(sounds(condition, 'member'), memberSubject(member, now, zone))).toBe(expected);
  });
});

describe('a condition at the sale', () => {
  test.each<[Condition, boolean]>([
    [{ fact: 'purchase.total', op: 'is', value: { amount: 1250, currency: 'EUR' } }, true],
    [{ fact: 'moment.weekday', op: 'is', value: 'thursday' }, true],
    [{ fact: 'moment.time', op: 'between', value: { from: '17:00', to: '20:00' } }, true],
    [{ fact: 'moment.time', op: 'between', value: { from: '16:00', to: '17:00' } }, false],
    [{ fact: 'purchase.payments', op: 'contains', value: 'card' }, true],
    [{ fact: 'member.points', op: 'at-least', value: 120 }, true],
    [
      {
        lines: 'sum-quantity',
        where: { fact: 'line.category', op: 'is', value: 'coffee' },
        op: 'is',
        value: 0.5,
      },
      true,
    ],
    [{ lines: 'any', where: { fact: 'line.discounted', op: 'is', value: true } }, false],
    [{ purchases: 'count', days: 29, op: 'is', value: 3 }, true],
    [{ purchases: 'count', days: 28, op: 'is', value: 1 }, true],
  ])('uses the facts of the member at the time of the sale: %j: %s', (condition, expected) => {
    expect(
      holds(
        sounds(condition, 'sale'),
        saleSubject(sale, member.purchases, zone, { ...member, person: member }),
      ),
    ).toBe(expected);
  });

  test('without its member knows earlier purchases, but no facts of the member', () => {
    const alone = saleSubject(sale, past, zone);
    expect(holds({ purchases: 'count', days: 29, op: 'is', value: 3 }, alone)).toBe(true);
    expect(holds({ fact: 'member.points', op: 'at-least', value: 0 }, alone)).toBe(false);
  });

  test.each([
    ['2026-03-29T00:59:59Z', '2026-03-29', '01:59:59'],
    ['2026-03-29T01:00:00Z', '2026-03-29', '03:00:00'],
    ['2026-10-25T00:30:00Z', '2026-10-25', '02:30:00'],
    ['2026-10-25T01:30:00Z', '2026-10-25', '02:30:00'],
    ['2026-10-25T22:59:59Z', '2026-10-25', '23:59:59'],
    ['2026-10-25T23:00:00Z', '2026-10-26', '00:00:00'],
  ])('uses the local time: %s', (at, date, time) => {
    const subject = purchaseSubject(purchase(at), zone);
    expect([subject.read('moment.date', ''), subject.read('moment.time', '')]).toEqual([date, time]);
  });
});
