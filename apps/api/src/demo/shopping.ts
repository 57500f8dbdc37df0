import { dayMs } from '@regulars/loyalty';
import type { Person } from './people.ts';
import { products } from './catalogue.ts';
import type { PriceTags } from './price-tags.ts';
import type { Random } from './random.ts';

const hourMs = 3_600_000;

export interface Basket {
  readonly memberId: string | null;
  readonly location: string;
  readonly currency: 'EUR' | 'CZK';
  readonly purchasedAt: number;
  readonly lines: readonly {
    readonly sku: string;
    readonly quantity: number;
    readonly unitPrice: number;
    readonly discount: number;
  }[];
}

/**
 * All baskets of the `days` before `now`, in order of time: of members by their habits, and of customers without a
 * card.
 */
export const goShopping = (
  random: Random,
  people: readonly Person[],
  passersBy: number,
  days: number,
  now: number,
  tags: PriceTags,
): Basket[] => {
  const shops = new Baskets(random, tags, now);
  const ofMembers = people.flatMap((person) =>
    visitsOf(random, person, now).map((at) =>
      shops.fill(person.member.id, placeOf(random, person), person.taste, at),
    ),
  );
  const anonymous = Array.from({ length: passersBy }, () =>
    shops.fill(
      null,
      random.pick(['vienna-1', 'vienna-1', 'berlin-1', 'prague-1']),
      'both',
      openTime(random, now - random.next() * days * dayMs, now),
    ),
  );
  return [...ofMembers, ...anonymous]
    .filter(({ purchasedAt }) => purchasedAt < now - hourMs / 4)
    .sort((a, b) => a.purchasedAt - b.purchasedAt);
};

const visitsOf = (random: Random, { temper, member }: Person, now: number): number[] => {
  const joined = member.joinedAt.getTime();
  const first = openTime(random, joined + hourMs, now);
  const gapDays = { devoted: 8, regular: 12, occasional: 48, 'one-timer': Infinity, lapsed: 24 }[temper];
  const until = temper === 'lapsed' ? Math.min(now, joined + random.between(40, 160) * dayMs) : now;
  const visits = [first];
  for (let at = first; Number.isFinite(gapDays);) {
    at += -Math.log(1 - random.next()) * gapDays * dayMs;
    if (at >= until) break;
    if (random.next() < season(at)) visits.push(openTime(random, at, now));
  }
  return visits;
};

// Coffee and books sell best in winter. In July many people are on holiday.
const monthWeight = [0.8, 0.8, 0.75, 0.72, 0.7, 0.62, 0.5, 0.52, 0.72, 0.82, 0.95, 1];
const season = (at: number): number => monthWeight[new Date(at).getUTCMonth()] ?? 1;

/** A moment near `at` when the shops are open: not on a Sunday, with a morning and an afternoon peak. */
const openTime = (random: Random, at: number, now: number): number => {
  const midnight = Math.floor(at / dayMs) * dayMs;
  const day =
    new Date(midnight).getUTCDay() === 0 ? midnight + (random.chance(0.6) ? -dayMs : dayMs) : midnight;
  const hour = random.weighted([
    [7, 3],
    [8, 8],
    [9, 7],
    [10, 5],
    [11, 5],
    [12, 6],
    [13, 5],
    [14, 6],
    [15, 8],
    [16, 9],
    [17, 5],
  ] as const);
  const moment = day + hour * hourMs + random.between(0, 3599) * 1000;
  if (moment < now) return moment;
  // Not in the future, and not on the Sunday before it.
  return moment - (new Date(moment).getUTCDay() === 1 ? 2 : 1) * dayMs;
};

const placeOf = (random: Random, { home }: Person): string =>
  home !== 'online' && random.chance(0.06) ? 'online' : home;

const tastes = {
  coffee: [
    ['drinks', 46],
    ['bakery', 22],
    ['coffee', 22],
    ['equipment', 4],
    ['books', 3],
    ['stationery', 2],
    ['events', 1],
  ],
  books: [
    ['books', 46],
    ['drinks', 22],
    ['stationery', 14],
    ['bakery', 10],
    ['coffee', 5],
    ['events', 3],
  ],
  both: [
    ['drinks', 34],
    ['bakery', 18],
    ['coffee', 18],
    ['books', 18],
    ['stationery', 5],
    ['equipment', 4],
    ['events', 2],
    ['gift-cards', 1],
  ],
} as const;

const toTakeHome = new Set(['coffee', 'equipment', 'books', 'stationery', 'gift-cards']);

/** So many days ago, the online shop began to charge for sending. */
const sentFor = 90;
const parcel = 'VER-PAK';

class Baskets {
  readonly #random: Random;
  readonly #tags: PriceTags;
  readonly #now: number;

  constructor(random: Random, tags: PriceTags, now: number) {
    this.#random = random;
    this.#tags = tags;
    this.#now = now;
  }

  fill(memberId: string | null, location: string, taste: Person['taste'], purchasedAt: number): Basket {
    const random = this.#random;
    const currency = location === 'prague-1' ? 'CZK' : 'EUR';
    const costOf = (sku: string): number => this.#tags.costOf({ sku, currency, location, at: purchasedAt });
    const count = random.weighted([
      [1, 38],
      [2, 34],
      [3, 18],
      [4, 10],
    ] as const);
    const lines = Array.from({ length: count }, () => {
      const category = random.weighted<string>(tastes[taste]);
      const wanted = location === 'online' && !toTakeHome.has(category) ? 'coffee' : category;
      const { sku } = random.pick(products.filter((product) => product.category === wanted));
      const unitPrice = costOf(sku);
      const quantity = wanted === 'drinks' && random.chance(0.25) ? 2 : 1;
      return {
        sku,
        quantity,
        unitPrice,
        discount: random.chance(0.04) ? Math.floor((unitPrice * quantity) / 10) : 0,
      };
    });
    const isSent = location === 'online' && purchasedAt > this.#now - sentFor * dayMs;
    const sending = { sku: parcel, quantity: 1, unitPrice: costOf(parcel), discount: 0 };
    return { memberId, location, currency, purchasedAt, lines: isSent ? [...lines, sending] : lines };
  }
}
