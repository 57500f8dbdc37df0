import { Injectable } from '@nestjs/common';
import { facts } from '@regulars/conditions';
import type { BodyOf, DiscountExample, exampleOfDiscount } from '@regulars/contracts';
import {
  discountCart,
  givesPoints,
  isoOf,
  notRedeemedSentence,
  type NotRedeemed,
  type Redeemable,
} from '@regulars/loyalty';
import { mayWorkAt, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import {
  ClubSettings,
  GoodsAtTills,
  Locations,
  Reader,
  type LocationRecord,
  type ProductRecord,
} from '../club/index.ts';
import { redeemableOf } from '../discounts/index.ts';
import { Intakes, type Intake } from '../purchases/index.ts';
import { problemOf } from './cart-words.ts';

type Terms = BodyOf<typeof exampleOfDiscount>;
type OfferedLine = Parameters<Intakes['read']>[1]['lines'][number];
type Goods = ProductRecord & { readonly price: number };

/** In minor units, for discounts on it. */
const shippingPrice: Partial<Record<Terms['effect']['kind'], number>> = { 'free-shipping': 490 };
/** Of one sort in the example. */
const mostPieces = 100;

/** What the till says about a discount that a manager writes, with goods of the club. Nothing is kept. */
@Injectable()
export class DiscountExamples {
  constructor(
    private readonly goods: GoodsAtTills,
    private readonly locations: Locations,
    private readonly intakes: Intakes,
    private readonly club: ClubSettings,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async of(actor: Actor, terms: Terms): Promise<DiscountExample> {
    const { currency } = terms;
    const location = await this.#locationFor(actor, currency);
    const goods = location ? await this.#goods(location) : [];
    const redeemable = redeemableOf({ id: 'example', ...terms }, 'coupons');
    const chosen = location ? await this.#chosen(actor, location, goods, redeemable) : undefined;
    const quantity = chosen ? enough(terms, chosen.price) : 0;
    const other = goods.find((each) => each !== chosen);
    const besides = await this.#besides(terms);
    const carts = location && {
      cart: await this.#cart(
        actor,
        location,
        currency,
        [
          [chosen, quantity],
          [other, 1],
        ],
        besides,
      ),
      single: await this.#cart(actor, location, currency, [[chosen, 1]], besides),
    };
    return this.#told(terms, redeemable, carts?.cart ?? null, carts?.single ?? null);
  }

  async #locationFor(actor: Actor, currency: string): Promise<LocationRecord | null> {
    const all = await this.locations.all();
    return all.find((each) => each.active && each.currency === currency && mayWorkAt(actor, each.id)) ?? null;
  }

  /** Those with a price there. */
  async #goods({ code, currency }: LocationRecord): Promise<Goods[]> {
    const sold = await this.goods.at(code);
    return sold.flatMap((product): Goods[] => {
      const price = product.prices.find((each) => each.currency === currency)?.amount;
      return price && product.kind === 'goods' && !product.priceBound ? [{ ...product, price }] : [];
    });
  }

  /** The first one that the discount is about. */
  async #chosen(
    actor: Actor,
    location: LocationRecord,
    goods: readonly Goods[],
    redeemable: Redeemable,
  ): Promise<Goods | undefined> {
    if (goods.length === 0) return undefined;
    const asked = goods.map((each): [Goods, number] => [each, 1]);
    const intake = await this.#cart(actor, location, location.currency, asked);
    const { nth: _, ...plain } = redeemable;
    const all: Redeemable = {
      ...plain,
      effect: { kind: 'percent', percent: 10_000, of: 'initial' },
      atMost: null,
      minimumSpend: null,
    };
    const { lines } = discountCart(intake, [all], 1);
    return goods.find((_, index) => (lines[index]?.discounts.length ?? 0) > 0);
  }

  /** What such a discount needs in a cart besides goods. */
  async #besides({ effect }: Terms): Promise<OfferedLine[]> {
    const unitPrice = shippingPrice[effect.kind];
    if (unitPrice === undefined) return [];
    const { language } = await this.reader.wording();
    const name = facts['line.kind'].choices.shipping[language];
    return [{ kind: 'shipping', name, quantity: 1, unitPrice, taxRate: 20 }];
  }

  async #cart(
    actor: Actor,
    location: LocationRecord,
    currency: string,
    asked: readonly (readonly [Goods | undefined, number])[],
    besides: readonly OfferedLine[] = [],
  ): Promise<Intake> {
    const goods = asked.flatMap(([each, quantity]): OfferedLine[] =>
      each ? [{ sku: each.sku, quantity, unitPrice: each.price }] : [],
    );
    const lines = [...goods, ...besides];
    const offered = { location: location.code, currency, channel: 'till' as const, lines };
    return this.intakes.read(actor, { ...offered, purchasedAt: isoOf(this.clock.now()) }, 'preview');
  }

  async #told(
    terms: Terms,
    redeemable: Redeemable,
    cart: Intake | null,
    single: Intake | null,
  ): Promise<DiscountExample> {
    const { timeZone: zone } = await this.club.current();
    const { language } = await this.reader.wording();
    const say = (because: NotRedeemed): DiscountExample['refusals'][number] => ({
      problem: problemOf[because.kind],
      detail: notRedeemedSentence(because, { language, zone, currency: terms.currency }),
    });
    const priced = cart && discountCart(cart, [redeemable], 1);
    const because = cart && cart.lines.length > 0 ? priced?.notApplied[0]?.because : undefined;
    const little = single && single.lines.length > 0 ? discountCart(single, [redeemable], 1) : null;
    const tooLittle = little?.notApplied[0]?.because;
    return {
      lines: (cart?.lines ?? []).map((line, index) => ({
        name: line.name ?? '',
        quantity: line.quantity / 1000,
        amount: line.gross,
        discount: priced?.lines[index]?.discounts[0]?.amount ?? 0,
      })),
      total: (priced?.lines ?? []).reduce((sum, { left }) => sum + left, 0),
      discount: priced?.applied[0]?.discount ?? 0,
      refused: because ? say(because) : null,
      refusals: [...(tooLittle && !because ? [tooLittle] : []), ...possible(terms)].map(say),
    };
  }
}

/** As many pieces as the discount needs. */
const enough = ({ effect, nth, minimumSpend, currency }: Terms, price: number): number => {
  const least = minimumSpend?.amounts.find((each) => each.currency === currency)?.amount ?? 0;
  return Math.min(mostPieces, Math.max(nth?.every ?? 0, piecesOf(effect), Math.ceil(least / price)));
};

type Effect = Terms['effect'];
type OfKind<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

const pieces: { readonly [K in Effect['kind']]: (effect: OfKind<K>) => number } = {
  percent: () => 2,
  amount: () => 2,
  'fixed-price': (effect) => Math.max(2, effect.pieces ?? 0),
  'free-pieces': (effect) => effect.pieces + 1,
  'buy-get': ({ buy, get }) => buy + get,
  'free-shipping': () => 2,
  'points-bonus': () => 2,
  'points-multiplier': () => 2,
};

const piecesOf = <K extends Effect['kind']>(effect: OfKind<K>): number => pieces[effect.kind](effect);

/** Why a code of it may do nothing, besides the cart. */
const possible = ({
  effect,
  forSome,
  limits,
  weekdays,
  hours,
  locations,
  channels,
}: Terms): NotRedeemed[] => [
  ...(forSome ? [{ kind: 'not-for-member' as const }] : []),
  ...(forSome || givesPoints(effect) || limits.perMember !== null || limits.perMemberAndDay !== null
    ? [{ kind: 'needs-member' as const }]
    : []),
  ...(limits.perMember === null
    ? []
    : [{ kind: 'limit-of-member' as const, most: limits.perMember, today: false }]),
  ...(limits.perMemberAndDay === null
    ? []
    : [{ kind: 'limit-of-member' as const, most: limits.perMemberAndDay, today: true }]),
  ...(limits.total === null ? [] : [{ kind: 'used-up' as const }]),
  ...(limits.perCode === null ? [] : [{ kind: 'code-used-up' as const }]),
  ...(limits.perDay === null ? [] : [{ kind: 'limit-of-day' as const }]),
  ...(weekdays || hours ? [{ kind: 'wrong-time' as const }] : []),
  ...(locations ? [{ kind: 'wrong-location' as const }] : []),
  ...(channels ? [{ kind: 'wrong-channel' as const }] : []),
  { kind: 'expired' },
];
