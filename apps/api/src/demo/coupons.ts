import type { INestApplicationContext } from '@nestjs/common';
import { endOfDate, isoOf, localDateOf } from '@regulars/loyalty';
import { Coupons } from '../features/coupons/index.ts';
import { DiscountCategories } from '../features/discounts/index.ts';
import { system } from '../platform/actor.ts';
import { club } from './catalogue.ts';

/** What most coupons leave open. */
export const open = {
  state: 'live',
  picture: 'ticket',
  nth: null,
  atMost: null,
  minimumSpend: null,
  budget: null,
  exclusive: false,
  category: null,
  startsAt: null,
  endsAt: null,
  weekdays: null,
  hours: null,
  locations: null,
  channels: null,
  shown: true,
  audience: null,
  codesReturn: true,
  daysAfterIssue: null,
} as const;
export const anyNumber = { total: null, perMember: null, perMemberAndDay: null, perDay: null, perCode: null };

/**
 * A tenth off for new members, a fifth off beans for some weeks, three drinks for two on weekdays, double points for beans, each
 * second piece of bakery for half its price, and parcels without a charge. Members find all. Of the first two only the better
 * one counts in a cart.
 */
export const makeCoupons = async (app: INestApplicationContext, now: number): Promise<void> => {
  const zone = club.timeZone ?? 'UTC';
  const inDays = (days: number): string => isoOf(endOfDate(localDateOf(now, zone).add({ days }), zone));
  const coupons = app.get(Coupons);
  const { id: category } = await app.get(DiscountCategories).create(system, {
    name: { de: 'Ein Code je Einkauf', en: 'One code per purchase', cs: 'Jeden kód na nákup' },
    priority: 90,
    within: 'best',
  });
  await coupons.create(system, {
    ...open,
    name: { de: 'Zehn Prozent zum Start', en: 'Ten percent to begin with', cs: 'Deset procent na začátek' },
    description: { de: 'Einmal pro Mitglied.', en: 'Once per member.', cs: 'Jednou na člena.' },
    category,
    code: 'MORGENROT10',
    effect: { kind: 'percent', percent: 10, of: 'reduced' },
    on: {},
    limits: { ...anyNumber, perMember: 1 },
  });
  await coupons.create(system, {
    ...open,
    name: { de: 'Ein Fünftel auf Bohnen', en: 'A fifth off beans', cs: 'Pětina dolů na kávová zrna' },
    description: {
      de: 'Nur Kaffee, bis zu 4 €.',
      en: 'Coffee only, up to €4.',
      cs: 'Jen káva, nejvýše 100 Kč.',
    },
    picture: 'bag',
    category,
    code: 'BOHNEN20',
    effect: { kind: 'percent', percent: 20, of: 'reduced' },
    on: { where: { fact: 'line.category', op: 'is', value: 'coffee' } },
    atMost: [
      { amount: 400, currency: 'EUR' },
      { amount: 10_000, currency: 'CZK' },
    ],
    minimumSpend: {
      of: 'cart',
      amounts: [
        { amount: 1500, currency: 'EUR' },
        { amount: 37_500, currency: 'CZK' },
      ],
    },
    budget: [
      { amount: 180_000, currency: 'EUR' },
      { amount: 800_000, currency: 'CZK' },
    ],
    startsAt: inDays(-60),
    endsAt: inDays(60),
    limits: { total: 1000, perMember: 2, perMemberAndDay: 1, perDay: null, perCode: null },
  });
  await coupons.create(system, {
    ...open,
    name: { de: 'Drei Getränke für zwei', en: 'Three drinks for two', cs: 'Tři nápoje za cenu dvou' },
    description: { de: 'Werktags bis 11 Uhr.', en: 'Weekdays until 11.', cs: 'Ve všední dny do 11 hodin.' },
    picture: 'cup',
    code: 'DREI FUER ZWEI',
    effect: { kind: 'buy-get', buy: 2, get: 1, percent: 100, times: 1, given: null },
    on: { where: { fact: 'line.category', op: 'is', value: 'drinks' } },
    weekdays: [1, 2, 3, 4, 5],
    hours: { from: '06:00', until: '11:00' },
    limits: anyNumber,
  });
  await coupons.create(system, {
    ...open,
    name: { de: 'Doppelte Punkte auf Bohnen', en: 'Double points for beans', cs: 'Dvojnásobek bodů za kávu' },
    description: {
      de: 'Für alle Kaffeebohnen.',
      en: 'For all coffee beans.',
      cs: 'Na všechnu zrnkovou kávu.',
    },
    picture: 'bag',
    code: 'PUNKTE MAL ZWEI',
    effect: { kind: 'points-multiplier', times: 2 },
    on: { where: { fact: 'line.category', op: 'is', value: 'coffee' } },
    startsAt: inDays(-45),
    endsAt: inDays(30),
    limits: { ...anyNumber, perMember: 2 },
  });
  await coupons.create(system, {
    ...open,
    name: { de: 'Süßes zu zweit', en: 'Sweets for two', cs: 'Sladké pro dva' },
    description: {
      de: 'Jedes zweite Gebäck zum halben Preis.',
      en: 'Each second pastry at half price.',
      cs: 'Každé druhé pečivo za\u00A0polovinu.',
    },
    picture: 'croissant',
    code: 'ZU ZWEIT',
    effect: { kind: 'percent', percent: 50, of: 'reduced' },
    on: { where: { fact: 'line.category', op: 'is', value: 'bakery' } },
    nth: { every: 2, most: null },
    startsAt: inDays(-60),
    limits: { ...anyNumber, perMember: 5 },
  });
  await coupons.create(system, {
    ...open,
    name: { de: 'Versand geschenkt', en: 'Shipping on us', cs: 'Doprava zdarma' },
    description: {
      de: 'Im Onlineshop, ab 35 €.',
      en: 'In the online shop, from €35.',
      cs: 'V\u00A0internetovém obchodě, od\u00A035\u00A0€.',
    },
    picture: 'gift',
    code: 'VERSANDFREI',
    effect: { kind: 'free-shipping' },
    on: {},
    minimumSpend: { of: 'cart', amounts: [{ amount: 3500, currency: 'EUR' }] },
    channels: ['web-shop'],
    startsAt: inDays(-80),
    limits: anyNumber,
  });
};
