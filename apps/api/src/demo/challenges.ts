import type { INestApplicationContext } from '@nestjs/common';
import { endOfDate, isoOf, localDateOf } from '@regulars/loyalty';
import { Challenges } from '../features/challenges/index.ts';
import { system } from '../platform/actor.ts';
import { club } from './catalogue.ts';

/** Since two months, and for two more: so charts and cards are half full. */
const days = { before: 60, after: 65 };

/** Ten hot drinks, then one is free; each month three visits; four weeks in a row; and five mornings for a badge. */
export const startChallenges = async (
  app: INestApplicationContext,
  rewardId: string,
  now: number,
): Promise<void> => {
  const zone = club.timeZone ?? 'UTC';
  const today = localDateOf(now, zone);
  const challenges = app.get(Challenges);
  await challenges.create(system, {
    name: {
      de: 'Zehn Tassen, dann eine von uns',
      en: 'Ten cups, then one on us',
      cs: 'Deset šálků, další je od nás',
    },
    description: {
      de: 'Ein Stempel für jedes Getränk.',
      en: 'A stamp for every drink.',
      cs: 'Razítko za každý nápoj.',
    },
    picture: 'cup',
    state: 'live',
    startsAt: isoOf(endOfDate(today.subtract({ days: days.before + 1 }), zone)),
    endsAt: isoOf(endOfDate(today.add({ days: days.after }), zone)),
    goal: 10,
    repeats: true,
    mostFilled: null,
    terms: {
      kind: 'stamp-card',
      stamps: 'per-piece',
      where: { fact: 'line.category', op: 'is', value: 'drinks' },
      most: 5,
    },
    reward: { kind: 'voucher', rewardId },
  });
  await challenges.create(system, {
    name: { de: 'Drei Besuche im Monat', en: 'Three visits a month', cs: 'Tři návštěvy za měsíc' },
    description: {
      de: 'Ab 5 €, einmal am Tag.',
      en: 'From €5, once a day.',
      cs: 'Od 125 Kč, jednou denně.',
    },
    picture: 'cup',
    state: 'live',
    startsAt: isoOf(endOfDate(today.subtract({ days: days.before + 1 }), zone)),
    endsAt: null,
    goal: 3,
    repeats: false,
    mostFilled: null,
    terms: {
      kind: 'stamp-card',
      stamps: 'per-day',
      when: {
        any: [
          { fact: 'purchase.total', op: 'at-least', value: { amount: 500, currency: 'EUR' } },
          { fact: 'purchase.total', op: 'at-least', value: { amount: 12_500, currency: 'CZK' } },
        ],
      },
      most: 1,
      restarts: 'month',
    },
    reward: { kind: 'voucher', rewardId },
  });
  await challenges.create(system, {
    name: { de: 'Vier Wochen in Folge', en: 'Four weeks in a row', cs: 'Čtyři týdny v řadě' },
    description: {
      de: 'Komm jede Woche einmal vorbei.',
      en: 'Come by once every week.',
      cs: 'Stavte se jednou za týden.',
    },
    picture: 'star',
    state: 'live',
    startsAt: isoOf(endOfDate(today.subtract({ days: days.before + 1 }), zone)),
    endsAt: null,
    goal: 4,
    repeats: false,
    mostFilled: 1,
    terms: { kind: 'streak', every: 'week' },
    reward: { kind: 'voucher', rewardId },
  });
  await challenges.create(system, {
    name: { de: 'Fünf Morgen', en: 'Five mornings', cs: 'Pětkrát ráno' },
    description: {
      de: 'Ein Einkauf vor 10 Uhr, einmal am Tag.',
      en: 'A purchase before 10 o’clock, once a day.',
      cs: 'Nákup do 10 hodin, jednou denně.',
    },
    picture: 'croissant',
    state: 'live',
    startsAt: isoOf(endOfDate(today.subtract({ days: days.before + 1 }), zone)),
    endsAt: null,
    goal: 5,
    repeats: false,
    mostFilled: 1,
    terms: {
      kind: 'stamp-card',
      stamps: 'per-day',
      when: { fact: 'moment.time', op: 'between', value: { from: '05:00', to: '10:00' } },
      most: 1,
    },
    reward: {
      kind: 'badge',
      key: 'early-bird',
      name: { de: 'Frühaufsteher', en: 'Early bird', cs: 'Ranní ptáče' },
      text: {
        de: 'Für fünf Morgen bei uns.',
        en: 'For five mornings with us.',
        cs: 'Za pět ranních návštěv.',
      },
      picture: 'croissant',
    },
  });
};
