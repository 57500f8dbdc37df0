import { Injectable } from '@nestjs/common';
import { isoOf, localDateOf, type Instant } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings } from '../club/index.ts';
import type { AskedCode } from '../coupons/index.ts';
import type { AskedDiscount } from '../discounts/index.ts';
import type { AskedManualDiscount } from '../manual-discounts/index.ts';
import { Buyers, Intakes, PurchasesService, type Intake, type PurchaseOffered } from '../purchases/index.ts';
import type { AskedVoucher } from '../rewards/index.ts';
import { assertManual, byHandOf, giverOf, pricedByHand } from './by-hand.ts';
import { addingNothing, bonusesOf, toldToAddNothing, withPointsOf } from './cart-bonuses.ts';
import { CartDiscounts, type Discounts } from './cart-discounts.ts';
import {
  keptCart,
  lifeMs,
  type Cart,
  type CheckoutRow,
  type Giver,
  type PricedCart,
  type PricedLine,
  type SentCart,
} from './checkout.ts';
import type { ReservingSale } from './reserving.ts';

/** A cart with its prices, and the purchase that it becomes. */
export interface Quote {
  readonly at: Instant;
  /** Of the club. */
  readonly localDay: string;
  readonly locationId: string;
  readonly channel: Intake['channel'];
  readonly memberId: string | null;
  readonly priced: PricedCart;
  readonly offered: PurchaseOffered;
  /** Of discounts by hand. */
  readonly giver: Giver;
}

interface PricingWay {
  /** The checkout that may hold some of the codes. */
  readonly hold?: string;
  /** The codes alone, without the offers of the member. No sale follows, so this refuses the buyers that a sale refuses. */
  readonly alone?: boolean;
  /** The ids of coupons and offers that would add points to nothing. */
  readonly earnsNothing?: ReadonlySet<string>;
  /** A moment of the past; now if absent. */
  readonly at?: Instant;
}

/** Prices carts: the goods as purchases read them, with what lowers their prices. */
@Injectable()
export class CartPricing {
  constructor(
    private readonly intakes: Intakes,
    private readonly buyers: Buyers,
    private readonly discounts: CartDiscounts,
    private readonly purchases: PurchasesService,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** With the points to be earned. Throws as a preview of the purchase does. */
  async quote(actor: Actor, cart: Cart, way: PricingWay = {}): Promise<Quote> {
    try {
      return await this.#quoteOnce(actor, cart, way);
    } catch (error) {
      if (!(error instanceof ClubError) || error.code !== 'insufficient-points') throw error;
      // A quote locks nothing, and reads the balance twice: to see whether points can pay, and for the preview of the sale. If
      // another sale took the points in between, the preview refuses. A new quote says how many points are left.
      return this.#quoteOnce(actor, cart, way);
    }
  }

  async #quoteOnce(actor: Actor, cart: Cart, way: PricingWay): Promise<Quote> {
    const quote = await this.price(actor, cart, way);
    const receipt = await this.purchases.preview(actor, quote.offered);
    const memberId = receipt.member?.id ?? null;
    const priced = withPointsOf(quote.priced, receipt);
    const nothing = addingNothing(priced);
    if (nothing.length > 0)
      return this.#quoteOnce(actor, cart, {
        ...way,
        earnsNothing: new Set([...(way.earnsNothing ?? []), ...nothing]),
      });
    return { ...quote, memberId, priced: { ...priced, earned: receipt.points?.earned ?? null } };
  }

  /** A stored checkout at the prices of now, without points. */
  async again(actor: Actor, row: CheckoutRow): Promise<Quote> {
    const cart = keptCart(row);
    const codes = await this.discounts.find(cart.codes);
    return this.price(
      actor,
      { ...cart, codes },
      { hold: row.id, earnsNothing: toldToAddNothing(row.priced) },
    );
  }

  /** Without points. */
  async price(actor: Actor, cart: Cart, { at, ...way }: PricingWay = {}): Promise<Quote> {
    const { codes, points, manualDiscounts, rewards = [], giver: kept, ...goods } = cart;
    const now = at ?? this.clock.now();
    const offered: PurchaseOffered = { ...goods, purchasedAt: isoOf(now) };
    const intake = await this.intakes.read(actor, offered, 'preview');
    const memberId = intake.buyer && (await this.#buyer(actor, intake.buyer, way.alone ?? false));
    const { timeZone: zone, manualDiscounts: settings, discountsPerCart: most } = await this.club.current();
    if (!kept) assertManual(cart, settings);
    const giver = kept ?? giverOf(actor, settings);
    const localDay = localDateOf(now, zone).toString();
    const { lines, given, ...told } = await this.discounts.of(
      intake,
      memberId,
      { codes, points, rewards, byHand: byHandOf(manualDiscounts, giver) },
      { at: now, zone, localDay, most, past: at !== undefined, ...way },
    );
    return {
      at: now,
      localDay,
      locationId: intake.location.id,
      channel: intake.channel,
      memberId,
      giver,
      priced: {
        manual: pricedByHand(manualDiscounts, given, settings),
        lines: intake.lines.map((line, index) => pricedLine(line, lines[index])),
        ...told,
        earned: null,
      },
      offered: {
        ...offered,
        codes: shownIn(told),
        ...paidWith(told),
        ...bonusesOf(told),
        lines: goods.lines.map((line, index) => soldLine(line, intake.lines[index], lines[index])),
      },
    };
  }

  async #buyer(actor: Actor, buyer: NonNullable<Intake['buyer']>, alone: boolean): Promise<string | null> {
    return alone ? this.buyers.standing(actor, buyer) : this.buyers.memberOf(buyer);
  }

  /** A reserved cart at the prices that were told, whatever changed since. */
  async held(actor: Actor, row: CheckoutRow): Promise<Quote> {
    const { codes: _, points: __, manualDiscounts: ___, rewards: ____, giver, ...goods } = keptCart(row);
    const at = this.clock.now();
    const offered: PurchaseOffered = { ...goods, purchasedAt: isoOf(at) };
    const intake = await this.intakes.read(actor, offered, 'preview');
    const { timeZone } = await this.club.current();
    const { locationId, memberId, priced, holdId } = row;
    const lines = goods.lines.map((line, index) =>
      soldLine(line, intake.lines[index], toldLine(priced.lines[index])),
    );
    const localDay = localDateOf(at, timeZone).toString();
    return {
      at,
      localDay,
      locationId,
      channel: intake.channel,
      memberId,
      giver: giver ?? giverOf(actor, null),
      priced,
      offered: {
        ...offered,
        codes: shownIn(priced),
        ...paidWith(priced, holdId),
        ...bonusesOf(priced),
        lines,
      },
    };
  }
}

/** The codes that rules of points know: those that everyone types. */
const shownIn = ({ applied }: Pick<PricedCart, 'applied'>): string[] =>
  applied.flatMap(({ code, unique, voucher }) => (unique || voucher ? [] : [code]));

/** @param hold where the points are held */
const paidWith = (
  { pointsPaid }: Pick<PricedCart, 'pointsPaid'>,
  hold: string | null = null,
): Pick<PurchaseOffered, 'paidWithPoints'> => {
  if (!pointsPaid || pointsPaid.points === 0) return {};
  const { points, amount, shares, first } = pointsPaid;
  return { paidWithPoints: { points, amount, shares, first, ...(hold === null ? {} : { hold }) } };
};

/** What a checkout keeps of its cart. */
export const contentOf = (
  { member: _, codes, rewards = [], ...cart }: Cart,
  { at, locationId, memberId, priced, giver }: Quote,
): Pick<CheckoutRow, 'expiresAt' | 'locationId' | 'memberId' | 'cart' | 'priced'> => ({
  expiresAt: new Date(at + lifeMs),
  locationId,
  memberId,
  cart: {
    ...cart,
    codes: codes.map(({ kept }) => kept),
    ...(rewards.length > 0 ? { rewards } : {}),
    ...(cart.manualDiscounts.length > 0 ? { giver } : {}),
  },
  priced,
});

/** What a checkout asks of its codes for one use. */
const askedCodes = ({ priced: { applied } }: Quote, hold?: string): AskedCode[] =>
  applied.flatMap(({ unique, place }) =>
    unique ? [{ ...unique, place, ...(hold === undefined ? {} : { hold }) }] : [],
  );

const askedVouchers = ({ priced: { applied } }: Quote, hold?: string): AskedVoucher[] =>
  applied.flatMap(({ voucher, id, place, discount }) =>
    voucher ? [{ ...voucher, id, place, discount, ...(hold === undefined ? {} : { hold }) }] : [],
  );

/** What a checkout asks the participants of its sale, by name. `hold` is the checkout that holds it already. */
export const asksOf = (
  quote: Quote,
  hold?: string,
): Pick<ReservingSale['asks'], 'discounts' | 'codes' | 'vouchers'> & {
  manual?: readonly AskedManualDiscount[];
} => {
  const discounts = askedDiscounts(quote, hold);
  const codes = askedCodes(quote, hold);
  const vouchers = askedVouchers(quote, hold);
  const manual = askedByHand(quote);
  return {
    ...(discounts.length > 0 ? { discounts } : {}),
    ...(codes.length > 0 ? { codes } : {}),
    ...(vouchers.length > 0 ? { vouchers } : {}),
    ...(manual.length > 0 ? { manual } : {}),
  };
};

const askedByHand = ({ giver: { kind, id }, priced: { manual = [] } }: Quote): AskedManualDiscount[] =>
  manual.flatMap(({ because: _, discount, ...given }) =>
    discount > 0 ? [{ ...given, amount: discount, by: { kind, id } }] : [],
  );

/**
 * What a checkout asks of its coupons and offers: those that count, and those of which the member is held out. `hold` is the
 * checkout that holds them already.
 */
const askedDiscounts = (
  { at, localDay, offered: { currency }, priced: { applied, offers = [], heldOut = [] } }: Quote,
  hold?: string,
): AskedDiscount[] => {
  const moment = { currency, localDay, at: isoOf(at), ...(hold === undefined ? {} : { hold }) };
  const offer = (each: Pick<AskedDiscount, 'id' | 'version' | 'discount' | 'trimmed'>, isHeldOut: boolean) =>
    askedDiscount({ ...each, sort: 'offer', place: null, heldOut: isHeldOut, byCode: false }, moment);
  return [
    ...applied.flatMap((each) =>
      each.voucher
        ? []
        : [askedDiscount({ ...each, sort: 'coupon', heldOut: false, byCode: !each.unique }, moment)],
    ),
    ...offers.map((each) => offer(each, false)),
    ...heldOut.map((each) => offer(each, true)),
  ];
};

const askedDiscount = (
  {
    sort,
    id,
    version,
    place,
    discount,
    trimmed,
    heldOut,
    byCode,
  }: Omit<AskedDiscount, 'currency' | 'localDay' | 'at' | 'hold'>,
  moment: Pick<AskedDiscount, 'currency' | 'localDay' | 'at' | 'hold'>,
): AskedDiscount => ({
  ...{ sort, id, version, place, discount, heldOut, byCode },
  ...(trimmed ? { trimmed } : {}),
  ...moment,
});

type IntakeLine = Intake['lines'][number];

const pricedLine = (
  { name, sku, kind, quantity, taxRate, gross }: IntakeLine,
  discounted: Discounts['lines'][number] | undefined,
): PricedLine => ({
  name,
  sku: sku ?? null,
  kind,
  quantity: quantity / 1000,
  taxRate,
  price: gross,
  discounts: discounted?.discounts ?? [],
  amount: discounted?.left ?? gross,
});

/** A line of the purchase: the shop's own discount and that of the checkout together. */
const soldLine = (
  line: SentCart['lines'][number],
  known: IntakeLine | undefined,
  priced: Pick<Discounts['lines'][number], 'initial' | 'left'> | undefined,
): SentCart['lines'][number] => {
  if (!known || !priced || priced.left === priced.initial) return line;
  return { ...line, discount: known.discount + priced.initial - priced.left, amount: priced.left };
};

const toldLine = (line: PricedLine | undefined): { initial: number; left: number } | undefined =>
  line && { initial: line.price, left: line.amount };
