import { Injectable } from '@nestjs/common';
import { mostCouponsPerCart } from '@regulars/contracts';
import { discountCart, isoOf, localDateOf, type DiscountedCart, type Instant } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { CouponCodes, type AskedCoupon, type SaidCode } from '../coupons/index.ts';
import { Buyers, Intakes, PurchasesService, type Intake, type PurchaseOffered } from '../purchases/index.ts';
import {
  lifeMs,
  sentCart,
  type AppliedCoupon,
  type CheckoutRow,
  type PricedCart,
  type PricedLine,
  type SentCart,
  type UnappliedCode,
} from './checkout.ts';

/** A cart with its prices, and the purchase that it becomes. */
export interface Quote {
  readonly at: Instant;
  /** Of the club. */
  readonly localDay: string;
  readonly locationId: string;
  readonly memberId: string | null;
  readonly priced: PricedCart;
  readonly offered: PurchaseOffered;
}

/** Prices carts: the goods as purchases read them, the codes as coupons read them. Writes nothing. */
@Injectable()
export class CartPricing {
  constructor(
    private readonly intakes: Intakes,
    private readonly buyers: Buyers,
    private readonly codes: CouponCodes,
    private readonly purchases: PurchasesService,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** With the points to be earned. Throws as a preview of the purchase does. */
  async quote(actor: Actor, cart: SentCart): Promise<Quote> {
    const quote = await this.price(actor, cart);
    const receipt = await this.purchases.preview(actor, quote.offered);
    const memberId = receipt.member?.id ?? null;
    return { ...quote, memberId, priced: { ...quote.priced, earned: receipt.points?.earned ?? null } };
  }

  /** Without points. */
  async price(actor: Actor, cart: SentCart): Promise<Quote> {
    const { codes, ...goods } = cart;
    const now = this.clock.now();
    const offered: PurchaseOffered = { ...goods, purchasedAt: isoOf(now) };
    const intake = await this.intakes.read(actor, offered, 'preview');
    const memberId = intake.buyer && (await this.buyers.memberOf(intake.buyer));
    const { timeZone: zone } = await this.club.current();
    const localDay = localDateOf(now, zone).toString();
    const said = await this.codes.read(codes, {
      at: now,
      zone,
      locationId: intake.location.id,
      channel: intake.channel,
      memberId,
      localDay,
    });
    const redeemables = said.flatMap(({ verdict }) => ('redeemable' in verdict ? [verdict.redeemable] : []));
    const discounted = discountCart(intake, redeemables, mostCouponsPerCart);
    const told = codesOf(said, discounted);
    return {
      at: now,
      localDay,
      locationId: intake.location.id,
      memberId,
      priced: {
        lines: intake.lines.map((line, index) => pricedLine(line, discounted.lines[index])),
        ...told,
        earned: null,
      },
      offered: {
        ...offered,
        codes: shownIn(told),
        lines: goods.lines.map((line, index) => soldLine(line, intake.lines[index], discounted.lines[index])),
      },
    };
  }

  /** A reserved cart at the prices that were told, whatever changed since. */
  async held(actor: Actor, row: CheckoutRow): Promise<Quote> {
    const { codes: _, ...goods } = sentCart(row);
    const at = this.clock.now();
    const offered: PurchaseOffered = { ...goods, purchasedAt: isoOf(at) };
    const intake = await this.intakes.read(actor, offered, 'preview');
    const { timeZone } = await this.club.current();
    const { locationId, memberId, priced } = row;
    const lines = goods.lines.map((line, index) =>
      soldLine(line, intake.lines[index], toldLine(priced.lines[index])),
    );
    const localDay = localDateOf(at, timeZone).toString();
    return {
      at,
      localDay,
      locationId,
      memberId,
      priced,
      offered: { ...offered, codes: shownIn(priced), lines },
    };
  }
}

/** The codes that rules of points know. */
const shownIn = ({ applied }: Pick<PricedCart, 'applied'>): string[] => applied.map(({ code }) => code);

/** What a checkout keeps of its cart. */
export const contentOf = (
  { member: _, ...cart }: SentCart,
  { at, locationId, memberId, priced }: Quote,
): Pick<CheckoutRow, 'expiresAt' | 'locationId' | 'memberId' | 'cart' | 'priced'> => ({
  expiresAt: new Date(at + lifeMs),
  locationId,
  memberId,
  cart,
  priced,
});

/** What a checkout asks of its coupons; `hold` is the checkout that holds them already. */
export const askedCoupons = ({ at, localDay, priced }: Quote, hold?: string): AskedCoupon[] =>
  priced.applied.map(({ id, version, place, discount }) => ({
    id,
    version,
    place,
    discount,
    localDay,
    at: isoOf(at),
    ...(hold === undefined ? {} : { hold }),
  }));

type IntakeLine = Intake['lines'][number];

const pricedLine = (
  { name, sku, kind, quantity, taxRate, gross }: IntakeLine,
  discounted: DiscountedCart['lines'][number] | undefined,
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
  priced: Pick<DiscountedCart['lines'][number], 'initial' | 'left'> | undefined,
): SentCart['lines'][number] => {
  if (!known || !priced || priced.left === priced.initial) return line;
  return { ...line, discount: known.discount + priced.initial - priced.left, amount: priced.left };
};

const toldLine = (line: PricedLine | undefined): { initial: number; left: number } | undefined =>
  line && { initial: line.price, left: line.amount };

const codesOf = (
  said: readonly SaidCode[],
  { applied, notApplied }: DiscountedCart,
): Pick<PricedCart, 'applied' | 'notApplied'> => {
  const known = said.map((each, place) => ({ ...each, place }));
  const usable = new Map(
    known.flatMap((each) => (each.coupon && 'redeemable' in each.verdict ? [[each.coupon.id, each]] : [])),
  );
  return {
    applied: applied.flatMap(({ id, discount }): AppliedCoupon[] => {
      const each = usable.get(id);
      return each?.coupon ? [{ code: each.code, place: each.place, ...each.coupon, discount }] : [];
    }),
    notApplied: [
      ...known.flatMap(({ code, place, coupon, verdict }): UnappliedCode[] =>
        'because' in verdict ? [{ code, place, id: coupon?.id ?? null, because: verdict.because }] : [],
      ),
      ...notApplied.flatMap(({ id, because }): UnappliedCode[] => {
        const each = usable.get(id);
        return each ? [{ code: each.code, place: each.place, id, because }] : [];
      }),
    ].sort((one, other) => one.place - other.place),
  };
};
