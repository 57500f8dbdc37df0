import { dayMs } from '@regulars/loyalty';
import { products } from './catalogue.ts';
import type { Random } from './random.ts';
import type { Basket } from './shopping.ts';

/** Since so many days the club has each coupon. Refused codes are kept for 90 days. */
const ages = { welcome: 150, beans: 56, others: 90, points: 45, bakery: 58, shipping: 78 };

/** Nobody has them. */
const invented = ['MORGENROT20', 'KAFFEE5', 'BOHNEN10', 'SOMMER15', 'DANKE10'] as const;

/** A basket with the codes that its customer shows. */
export interface CodedBasket extends Basket {
  readonly codes: readonly string[];
}

const kinds = new Map(products.map(({ sku, category }) => [sku, category]));

/** What lines of a category cost, and how many pieces they are. */
const boughtOf = (
  { lines }: Pick<Basket, 'lines'>,
  category: string,
): { readonly amount: number; readonly pieces: number } => {
  const found = lines.filter(({ sku }) => kinds.get(sku) === category);
  return {
    amount: found.reduce(
      (sum, { quantity, unitPrice, discount }) => sum + quantity * unitPrice - discount,
      0,
    ),
    pieces: found.reduce((sum, { quantity }) => sum + quantity, 0),
  };
};

/** Customers show codes, mostly where these count. `saver` has used that for beans once. */
export const showCodes = (
  random: Random,
  baskets: readonly Basket[],
  now: number,
  saver: string,
): CodedBasket[] => {
  const known = new Set<string>();
  const ofSaver = baskets.findLast(
    ({ memberId, purchasedAt }) => memberId === saver && purchasedAt < now - 12 * dayMs,
  );
  return baskets.map((basket) => {
    const isFirst = basket.memberId !== null && !known.has(basket.memberId);
    if (basket.memberId !== null) known.add(basket.memberId);
    const days = (now - basket.purchasedAt) / dayMs;
    if (basket === ofSaver && days < ages.beans)
      return { ...withGoods(basket, beans, 2), codes: ['BOHNEN20'] };
    if (basket.memberId === saver) return { ...basket, codes: [] };
    return { ...basket, codes: codesOf(random, basket, days, isFirst) };
  });
};

export const beans = 'KAF-ETH-250';

/** With more goods, at the price of today. */
export const withGoods = (basket: Basket, sku: string, quantity: number): Basket => {
  const { prices } = goodsOf(sku);
  const unitPrice = prices?.find(({ currency }) => currency === basket.currency)?.amount ?? 0;
  return { ...basket, lines: [...basket.lines, { sku, quantity, unitPrice, discount: 0 }] };
};

const goodsOf = (wanted: string): (typeof products)[number] => {
  const found = products.find(({ sku }) => sku === wanted);
  if (!found) throw new Error(`The range has no ${wanted}`);
  return found;
};

const codesOf = (random: Random, basket: Basket, days: number, isFirst: boolean): string[] => {
  const codes: string[] = [];
  if (days < ages.welcome && isFirst && random.chance(0.5)) codes.push('MORGENROT10');
  if (days < ages.others && !isFirst && random.chance(0.008)) codes.push('MORGENROT10');
  if (days < ages.beans && random.chance(chanceOfBeans(basket))) codes.push('BOHNEN20');
  if (days < ages.others && random.chance(chanceOfDrinks(basket))) codes.push('DREI FUER ZWEI');
  if (days < ages.others && random.chance(0.004)) codes.push(random.pick(invented));
  if (days < ages.points && wantsPoints(basket)) codes.push('PUNKTE MAL ZWEI');
  if (days < ages.bakery && wantsBakery(basket)) codes.push('ZU ZWEIT');
  if (days < ages.shipping && wantsParcel(basket)) codes.push('VERSANDFREI');
  return codes;
};

/** Chance is left out, so that the rest of the demo stays the same. */
const isOneIn = (count: number, { purchasedAt }: Basket): boolean =>
  Math.floor(purchasedAt / 60_000) % count === 0;

/** Some members who buy much coffee. */
const wantsPoints = (basket: Basket): boolean =>
  basket.memberId !== null && boughtOf(basket, 'coffee').pieces >= 2 && isOneIn(4, basket);

/** Many who have two pieces or more, and few who forgot that it asks for two. */
const wantsBakery = (basket: Basket): boolean => {
  const { pieces } = boughtOf(basket, 'bakery');
  return pieces >= 2 ? isOneIn(2, basket) : pieces === 1 && isOneIn(80, basket);
};

/** In the online shop. It asks for goods of 35 euros. */
const wantsParcel = (basket: Basket): boolean =>
  basket.location === 'online' && isOneIn(amountOf(basket) >= 3500 ? 2 : 10, basket);

/** What the goods of a basket cost. */
export const amountOf = ({ lines }: Pick<Basket, 'lines'>): number =>
  lines.reduce((sum, { sku, quantity, unitPrice, discount }) => {
    const isGoods = kinds.get(sku) !== 'shipping';
    return isGoods ? sum + quantity * unitPrice - discount : sum;
  }, 0);

/** It asks for goods of 15 euros. */
const chanceOfBeans = (basket: Basket): number => {
  const { pieces, amount } = boughtOf(basket, 'coffee');
  if (pieces === 0) return 0.003;
  if (basket.memberId === null) return 0.05;
  return amount >= (basket.currency === 'EUR' ? 1500 : 37_500) ? 0.6 : 0.1;
};

const chanceOfDrinks = (basket: Basket): number => {
  const { pieces } = boughtOf(basket, 'drinks');
  const isEarly = new Date(basket.purchasedAt).getUTCHours() < 9;
  if (pieces >= 3) return isEarly ? 0.95 : 0.12;
  return pieces === 2 && isEarly ? 0.05 : 0;
};
