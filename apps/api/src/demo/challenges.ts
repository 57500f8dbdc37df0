import type { INestApplicationContext } from '@nestjs/common';
import { endOfDate, isoOf, localDateOf } from '@regulars/loyalty';
import { Challenges } from '../features/challenges/index.ts';
import { system } from '../platform/actor.ts';
import { club } from './catalogue.ts';

/** Since two months, and for two more: so charts and cards are half full. */
const days = { before: 60, after: 65 };

/** Ten hot drinks, then one is free. */
export const startStampCard = async (
  app: INestApplicationContext,
  rewardId: string,
  now: number,
): Promise<void> => {
  const zone = club.timeZone ?? 'UTC';
  const today = localDateOf(now, zone);
  await app.get(Challenges).create(system, {
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
};
