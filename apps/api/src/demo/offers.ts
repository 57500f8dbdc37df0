import type { INestApplicationContext } from '@nestjs/common';
import { endOfDate, isoOf, localDateOf } from '@regulars/loyalty';
import { Offers } from '../features/offers/index.ts';
import { system } from '../platform/actor.ts';
import { club, products } from './catalogue.ts';
import { beans as ofRegulars } from './codes.ts';
import type { DemoOffer } from './meetings.ts';

/** What most offers leave open. */
const open = {
  state: 'live',
  description: null,
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
  heldOut: 0,
} as const;
const espresso = 'KAF-MOR-250';
const bags = products.flatMap(({ sku }) => (/^KAF-.*-250$/.test(sku) && sku !== espresso ? [sku] : []));
const once = { total: null, perMember: 1, perMemberAndDay: null, perDay: null, perCode: null };

/**
 * A price of coffee for regulars, of which a fifth is held out, and one of the espresso for everyone, to activate; a book and
 * points for stationery, which count by themselves.
 */
export const makeOffers = async (app: INestApplicationContext, now: number): Promise<DemoOffer[]> => {
  const zone = club.timeZone ?? 'UTC';
  const inDays = (days: number): string => isoOf(endOfDate(localDateOf(now, zone).add({ days }), zone));
  const offers = app.get(Offers);
  const books = await offers.create(system, {
    ...open,
    name: { de: 'Neu im Regal', en: 'New on the shelf', cs: 'Nově v regálu' },
    description: {
      de: 'Ein Buch deiner Wahl.',
      en: 'One book of your choice.',
      cs: 'Jedna kniha podle výběru.',
    },
    reason: null,
    picture: 'book',
    effect: { kind: 'free-pieces', which: 'dearest', pieces: 1, percent: 20 },
    on: { where: { fact: 'line.category', op: 'is', value: 'books' } },
    startsAt: inDays(-28),
    endsAt: inDays(30),
    limits: once,
    audience: null,
    activation: 'automatic',
    place: 20,
  });
  const beans = await offers.create(system, {
    ...open,
    name: { de: 'Dein Preis für Bohnen', en: 'Your price for beans', cs: 'Vaše cena kávových zrn' },
    description: {
      de: 'Für 250 g Kaffee, bis zu zwei Päckchen. Nicht für Morgenrot Espresso.',
      en: 'For 250 g of coffee, up to two bags. Not for Morgenrot Espresso.',
      cs: 'Za 250 g kávy, nejvýše dva balíčky. Neplatí pro Morgenrot Espresso.',
    },
    reason: {
      de: 'Weil du oft bei uns bist',
      en: 'Because you come often',
      cs: 'Protože k nám chodíte často',
    },
    picture: 'bag',
    effect: {
      kind: 'fixed-price',
      prices: [
        { amount: 810, currency: 'EUR' },
        { amount: 20_000, currency: 'CZK' },
      ],
      pieces: 2,
    },
    on: { where: { fact: 'line.sku', op: 'is-one-of', value: bags } },
    budget: [
      { amount: 130_000, currency: 'EUR' },
      { amount: 900_000, currency: 'CZK' },
    ],
    startsAt: inDays(-42),
    endsAt: inDays(14),
    limits: once,
    audience: { fact: 'member.purchases', op: 'at-least', value: 3 },
    activation: 'by-member',
    heldOut: 20,
    place: 10,
  });
  const bag = await offers.create(system, {
    ...open,
    name: { de: 'Espresso des Monats', en: 'Espresso of the month', cs: 'Espresso měsíce' },
    description: {
      de: 'Morgenrot Espresso 250 g, bis zu zwei Päckchen.',
      en: 'Morgenrot Espresso 250 g, up to two bags.',
      cs: 'Morgenrot Espresso 250 g, nejvýše dva balíčky.',
    },
    reason: null,
    picture: 'bag',
    effect: {
      kind: 'fixed-price',
      prices: [
        { amount: 790, currency: 'EUR' },
        { amount: 19_900, currency: 'CZK' },
      ],
      pieces: 2,
    },
    on: { where: { fact: 'line.sku', op: 'is', value: espresso } },
    startsAt: inDays(-21),
    endsAt: inDays(9),
    limits: once,
    audience: null,
    activation: 'by-member',
    place: 5,
  });
  const paper = await offers.create(system, {
    ...open,
    name: { de: 'Punkte fürs Papier', en: 'Points for paper', cs: 'Body za papír' },
    description: {
      de: 'Einmal, für Papierwaren.',
      en: 'Once, for stationery.',
      cs: 'Jednou, za papírnické zboží.',
    },
    reason: null,
    picture: 'star',
    effect: { kind: 'points-bonus', points: 25 },
    on: { where: { fact: 'line.category', op: 'is', value: 'stationery' } },
    startsAt: inDays(-28),
    endsAt: inDays(30),
    limits: once,
    audience: null,
    activation: 'automatic',
    place: 30,
  });
  return [
    { offer: books, purchases: 0, goods: null },
    { offer: beans, purchases: 3, goods: ofRegulars },
    { offer: bag, purchases: 0, goods: espresso },
    { offer: paper, purchases: 0, goods: null },
  ];
};
