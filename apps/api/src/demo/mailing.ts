import type { INestApplicationContext } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Coupons, PastBatches, PersonalCodes } from '../features/coupons/index.ts';
import { system } from '../platform/actor.ts';
import { CodeKey } from '../platform/codes/code-key.ts';
import { Transactions } from '../platform/database/transactions.ts';
import { amountOf, type CodedBasket } from './codes.ts';
import { anyNumber, open } from './coupons.ts';
import type { Random } from './random.ts';

/** Printed cards, of which a partner gives away each once. */
interface Cards {
  readonly at: number;
  readonly codes: readonly string[];
}

/** Days ago. The codes are valid for 60 days. */
const printings = [
  { age: 50, count: 600 },
  { age: 12, count: 400 },
];

/** Cards with a code for one use each, which a cinema puts on its seats. Without a key for codes, the club has none. */
export const openMailing = async (
  app: INestApplicationContext,
  now: number,
): Promise<{ readonly couponId: string; readonly cards: readonly Cards[] } | null> => {
  if (app.get(CodeKey).fingerprint === null) return null;
  const { id: couponId } = await app.get(Coupons).create(system, {
    ...open,
    name: { de: 'Gruß aus dem Kino', en: 'A card from the cinema', cs: 'Pozdrav z\u00A0kina' },
    description: {
      de: '3 € Rabatt ab 12 €, einmal pro Karte.',
      en: '€3 off from €12, once per card.',
      cs: 'Sleva 75\u00A0Kč od\u00A0300\u00A0Kč, jednou na\u00A0kartu.',
    },
    picture: 'star',
    code: null,
    effect: {
      kind: 'amount',
      amounts: [
        { amount: 300, currency: 'EUR' },
        { amount: 7500, currency: 'CZK' },
      ],
      per: 'cart',
    },
    on: {},
    minimumSpend: {
      of: 'cart',
      amounts: [
        { amount: 1200, currency: 'EUR' },
        { amount: 30_000, currency: 'CZK' },
      ],
    },
    daysAfterIssue: 60,
    shown: false,
    limits: { ...anyNumber, perMember: 1 },
  });
  const cards: Cards[] = [];
  for (const { age, count } of printings) {
    const at = now - age * dayMs;
    cards.push({ at, codes: await app.get(PastBatches).make(couponId, { count, prefix: 'KINO', at }) });
  }
  return { couponId, cards };
};

/** Some who buy enough show a card, and some show one that was used. `except` has a code of their own. */
export const showCards = (
  random: Random,
  baskets: readonly CodedBasket[],
  cards: readonly Cards[],
  except: string,
): CodedBasket[] => {
  const left = cards.map(({ at, codes }) => ({ at, codes: [...codes] }));
  const used: string[] = [];
  const users = new Set<string>([except]);
  const cardOf = ({ memberId, purchasedAt, currency, ...basket }: CodedBasket): string | undefined => {
    if (basket.codes.length > 0 || (memberId !== null && users.has(memberId))) return undefined;
    if (amountOf(basket) < (currency === 'EUR' ? 1200 : 30_000)) return undefined;
    const held = left.findLast(({ at, codes }) => at < purchasedAt && codes.length > 0);
    if (!held || !random.chance(0.09)) return undefined;
    if (used.length > 0 && random.chance(0.05)) return random.pick(used);
    const code = held.codes.pop();
    if (code) used.push(code);
    if (memberId !== null) users.add(memberId);
    return code;
  };
  return baskets.map((basket) => {
    const code = cardOf(basket);
    return code === undefined ? basket : { ...basket, codes: [code] };
  });
};

/** A member gets a code of their own, as from the team. */
export const giveCode = async (
  app: INestApplicationContext,
  memberId: string,
  couponId: string,
): Promise<void> => {
  await app
    .get(Transactions)
    .run(() => app.get(PersonalCodes).issue(system, memberId, { couponId, days: null }));
};
