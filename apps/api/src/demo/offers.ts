import type { INestApplicationContext } from '@nestjs/common';
import { endOfDate, isoOf, localDateOf } from '@regulars/loyalty';
import { Offers } from '../features/offers/index.ts';
import { system } from '../platform/actor.ts';
import { club } from './catalogue.ts';

/** What most offers leave open. */
const open = {
  state: 'live',
  description: null,
  atMost: null,
  minimumSpend: null,
  budget: null,
  exclusive: false,
  startsAt: null,
  weekdays: null,
  hours: null,
  locations: null,
  channels: null,
  heldOut: 0,
} as const;
const once = { total: null, perMember: 1, perMemberAndDay: null };

/** A price of coffee for regulars, of which a tenth is held out, and a book for everyone, which counts by itself. */
export const makeOffers = async (app: INestApplicationContext, now: number): Promise<void> => {
  const zone = club.timeZone ?? 'UTC';
  const inDays = (days: number): string => isoOf(endOfDate(localDateOf(now, zone).add({ days }), zone));
  const offers = app.get(Offers);
  await offers.create(system, {
    ...open,
    name: { de: 'Dein Preis für Bohnen', en: 'Your price for beans', cs: 'Vaše cena kávových zrn' },
    description: {
      de: 'Für jedes Päckchen Kaffee.',
      en: 'For each bag of coffee.',
      cs: 'Za každý balíček kávy.',
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
    on: { where: { fact: 'line.category', op: 'is', value: 'coffee' } },
    endsAt: inDays(14),
    limits: once,
    audience: { fact: 'member.purchases', op: 'at-least', value: 3 },
    activation: 'by-member',
    heldOut: 10,
    place: 10,
  });
  await offers.create(system, {
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
    endsAt: inDays(30),
    limits: once,
    audience: null,
    activation: 'automatic',
    place: 20,
  });
};
