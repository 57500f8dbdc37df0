import { expect, it } from 'vitest';
import { discountSentence, type ToldDiscount } from './sentence.ts';

const tenth: ToldDiscount = {
  effect: { kind: 'percent', percent: 10, of: 'reduced' },
  on: {},
  nth: null,
  atMost: null,
  minimumSpend: null,
  budget: null,
  exclusive: false,
  category: null,
  weekdays: null,
  hours: null,
  locations: null,
  channels: null,
  limits: { total: null, perMember: null, perMemberAndDay: null, perDay: null, perCode: null },
  from: '',
  lastDay: '',
};

const said = (told: Partial<ToldDiscount>): string =>
  discountSentence({ ...tenth, ...told }, { locale: 'en', placeName: String, categoryName: String })
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u00a0', ' ');

it.each<[Partial<ToldDiscount>, string]>([
  [{}, '10% off.'],
  [
    { from: '2026-11-30T09:00', lastDay: '2026-12-31' },
    '10% off, from 30 Nov 2026, 09:00 on, until 31 December 2026.',
  ],
  [{ nth: { every: 2, most: null } }, '10% off, every 2nd piece.'],
  [{ nth: { every: 3, most: 1 } }, '10% off, the 3rd piece only.'],
  [{ nth: { every: 22, most: 4 } }, '10% off, every 22nd piece, 4 pieces at most.'],
  [{ category: 'Spring' }, '10% off, in the category Spring.'],
  [{ budget: [{ amount: 90_000, currency: 'EUR' }] }, '10% off, all purchases together at most €900.00 off.'],
  [
    { limits: { ...tenth.limits, total: 500, perDay: 20, perCode: 1 } },
    '10% off, 500 times in all, 20 times per day in all, once with the code for everyone.',
  ],
  [{ effect: { kind: 'points-multiplier', times: 2 } }, 'Double points.'],
  [{ effect: { kind: 'points-multiplier', times: 3 } }, 'Triple points.'],
  [{ effect: { kind: 'points-multiplier', times: 1.5 } }, '1.5 times the points.'],
  [{ hours: { from: '17:00', until: '24:00' } }, '10% off, from 17:00 to 24:00.'],
  [
    { weekdays: [5], hours: { from: '22:00', until: '02:00' } },
    '10% off, on Friday, from 22:00 until 02:00 on the next day.',
  ],
  [{ from: '-1', lastDay: '-1' }, '10% off.'],
  [{ from: '2026-02-31T25:00', lastDay: 'tomorrow' }, '10% off.'],
])('a coupon says its time, and nothing about what is not a date: %j', (told, sentence) => {
  expect(said(told)).toBe(sentence);
});
