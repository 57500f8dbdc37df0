import { expect, it } from 'vitest';
import { instantOf } from '../clock.ts';
import { notRedeemedSentence, type NotRedeemed } from './not-redeemed.ts';

const words = { currency: 'EUR', zone: 'Europe/Vienna' } as const;
const said = (because: NotRedeemed, language: 'en' | 'de' | 'cs'): string =>
  notRedeemedSentence(because, { ...words, language }).replaceAll('\u00a0', ' ');

it.each<[NotRedeemed, string, string, string]>([
  [
    { kind: 'minimum-spend', missing: 520 },
    'Goods for 5.20 EUR more are needed for this coupon.',
    'Für diesen Coupon fehlen noch Waren für 5,20 €.',
    'Pro tento kupon chybí ještě zboží za 5,20 €.',
  ],
  [
    { kind: 'not-yet-valid', from: instantOf('2026-12-01T00:00:00+01:00') },
    'This coupon counts from December 1, 2026 on.',
    'Dieser Coupon gilt erst ab 1. Dezember 2026.',
    'Tento kupon platí až od 1. prosince 2026.',
  ],
  [
    { kind: 'limit-of-member', most: 1, today: true },
    'The member has redeemed this coupon once today, which is all.',
    'Das Mitglied hat diesen Coupon heute schon einmal eingelöst. Mehr geht nicht.',
    'Člen tento kupon dnes už jednou uplatnil. Víckrát to nejde.',
  ],
  [
    { kind: 'too-few-pieces', missing: 2 },
    '2 more pieces are needed for this coupon.',
    'Für diesen Coupon fehlen noch 2 Stück.',
    'Pro tento kupon ještě chybí: 2 ks.',
  ],
  [
    { kind: 'too-many', most: 3 },
    'A cart takes 3 discounts at most.',
    'Pro Einkauf gelten höchstens 3 Rabatte.',
    'Na jeden nákup platí nejvýše 3 slevy.',
  ],
  [
    { kind: 'too-many', most: 1 },
    'A cart takes one discount at most.',
    'Pro Einkauf gilt höchstens ein Rabatt.',
    'Na jeden nákup platí nejvýše jedna sleva.',
  ],
  [
    { kind: 'expired' },
    'This coupon has expired.',
    'Dieser Coupon ist abgelaufen.',
    'Platnost tohoto kuponu skončila.',
  ],
])('says why a code does nothing: $kind', (because, en, de, cs) => {
  expect([said(because, 'en'), said(because, 'de'), said(because, 'cs')]).toEqual([en, de, cs]);
});
