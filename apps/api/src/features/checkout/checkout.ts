import {
  cartRewardProblems,
  checkoutMinutes,
  couponProblems,
  type BodyOf,
  type CheckoutState,
  type replaceCheckout,
  type Texts,
} from '@regulars/contracts';
import type {
  BackFirst,
  Instant,
  LineKind,
  NotApplied,
  NotGiven,
  NotPayable,
  NotRedeemed,
  PayablePoints,
  PointsBonus,
  Trim,
} from '@regulars/loyalty';
import { mayWorkAt, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { SaidCode } from '../coupons/index.ts';
import type { AskedReward, CartReward } from '../rewards/index.ts';
import type { CartCode, KeptCartCode, SaidInCart } from './cart-codes.ts';

/** A cart as it was sent. */
export type SentCart = Omit<BodyOf<typeof replaceCheckout>, 'apply'>;

/** The person or key that gives discounts by hand. `limit`: the most to take off, in hundredths of a percent. */
export interface Giver {
  readonly kind: Actor['kind'];
  readonly id: string | null;
  readonly limit: number;
}

/** A cart with what its codes stand for. */
export interface Cart extends Omit<SentCart, 'codes' | 'rewards'> {
  readonly codes: readonly CartCode[];
  /** Absent: none. */
  readonly rewards?: readonly AskedReward[];
  /** Of a cart that was kept; absent: the caller. */
  readonly giver?: Giver;
}

/** A cart as it is stored. The member is in a column of its own. */
export interface KeptCart extends Omit<
  SentCart,
  'member' | 'codes' | 'points' | 'manualDiscounts' | 'rewards'
> {
  readonly codes: readonly KeptCartCode[];
  /** Absent: none. */
  readonly rewards?: readonly AskedReward[];
  /** Absent: a cart of a time when nobody paid with points. */
  readonly points?: number;
  /** Absent: a cart of a time without discounts by hand. */
  readonly manualDiscounts?: SentCart['manualDiscounts'];
  readonly giver?: Giver;
}

export interface PricedLine {
  readonly name: string | null;
  readonly sku: string | null;
  readonly kind: LineKind;
  readonly quantity: number;
  /** Hundredths of a percent. */
  readonly taxRate: number;
  /** Before the discounts of the checkout, in minor units. */
  readonly price: number;
  /** By the ids of coupons and offers, or by `idByHand`, in the order in which they were applied. */
  readonly discounts: readonly { readonly by: string; readonly amount: number }[];
  /** After them, before points. */
  readonly amount: number;
}

/** Points that a coupon or an offer adds to those of the purchase. */
export interface AppliedBonus extends Pick<PointsBonus, 'gives' | 'lines'> {
  /** That the purchase would earn by it. Absent: nobody has asked yet. */
  readonly points?: number;
}

/** A coupon or a voucher whose code counts. */
export interface AppliedCoupon {
  /** As replies show it. */
  readonly code: string;
  /** A code for one use; absent for one that everyone types. */
  readonly unique?: NonNullable<SaidCode['unique']>;
  /** A voucher; absent for a coupon. */
  readonly voucher?: NonNullable<SaidInCart['voucher']>;
  /** Of its code in the cart. */
  readonly place: number;
  readonly id: string;
  readonly version: number;
  readonly name: Texts;
  readonly discount: number;
  readonly trimmed?: Trim;
  readonly bonus?: AppliedBonus;
}

export interface UnappliedCode {
  /** As replies show it. */
  readonly code: string;
  readonly place: number;
  /** Of the coupon or voucher; null if there is none. */
  readonly id: string | null;
  readonly isVoucher?: true;
  readonly because: NotRedeemed;
}

/** An offer of the member that counts. */
export interface AppliedOffer {
  readonly id: string;
  readonly version: number;
  readonly name: Texts;
  readonly discount: number;
  readonly trimmed?: Trim;
  readonly bonus?: AppliedBonus;
}

/** An offer of the member that would count here and now, but not for this cart. */
export interface IdleOffer {
  readonly id: string;
  readonly name: Texts;
  /** False if the member activated it. */
  readonly automatic: boolean;
  readonly because: NotApplied;
}

/** A discount by hand, and what it takes off. */
export interface PricedByHand {
  readonly line: number | null;
  /** Hundredths; null for an amount. */
  readonly percent: number | null;
  readonly reason: string;
  /** One of the reasons of the club. */
  readonly listed: boolean;
  /** 0 if it does not count. */
  readonly discount: number;
  readonly because: NotGiven | null;
}

/** What points pay of a cart, and what they could. */
export interface PointsPaid extends PayablePoints {
  readonly asked: number;
  /** 0 if those that were asked cannot pay. */
  readonly points: number;
  /** Their worth, in minor units. */
  readonly amount: number;
  /** What they take off each line; none if they pay nothing. */
  readonly shares: readonly number[];
  readonly first: BackFirst;
  readonly because: NotPayable | null;
}

/** A reward of a cart. */
export interface PricedReward extends CartReward {
  /** What its vouchers take off the cart, by their ids. */
  readonly discounts: readonly { readonly by: string; readonly amount: number }[];
  /** Why one of its vouchers would take nothing off the cart. Then it is not redeemed. */
  readonly without: NotApplied | null;
}

/** What a cart costs with its codes; words come when someone reads it. */
export interface PricedCart {
  readonly lines: readonly PricedLine[];
  readonly applied: readonly AppliedCoupon[];
  readonly notApplied: readonly UnappliedCode[];
  /** Absent: a cart of a time without offers. */
  readonly offers?: readonly AppliedOffer[];
  /** Absent: a cart of a time when nobody kept them. */
  readonly idleOffers?: readonly IdleOffer[];
  /** What offers would take off of which the member is held out. Nobody is told. */
  readonly heldOut?: readonly Omit<AppliedOffer, 'name' | 'bonus' | 'trimmed'>[];
  /** In the order of the cart. Absent: a cart of a time without discounts by hand. */
  readonly manual?: readonly PricedByHand[];
  /** In the order of the cart. Absent: a cart without rewards. */
  readonly rewards?: readonly PricedReward[];
  /** Null or absent: members cannot pay with points. */
  readonly pointsPaid?: PointsPaid | null;
  /** Points; null without a member. */
  readonly earned: number | null;
}

/** As stored. */
export interface CheckoutRow {
  readonly id: string;
  readonly version: number;
  readonly state: Exclude<CheckoutState, 'expired'>;
  readonly expiresAt: Date;
  readonly locationId: string;
  readonly memberId: string | null;
  readonly cart: KeptCart;
  readonly priced: PricedCart;
  readonly purchaseId: string | null;
  /** Of the points that it holds, or held. */
  readonly holdId: string | null;
}

/** How long a cart keeps its prices. */
export const lifeMs = checkoutMinutes * 60_000;

/** What decides whether a checkout can still be changed. */
export interface Standing {
  readonly state: CheckoutRow['state'];
  readonly expiresAt: Instant;
  readonly purchaseId: string | null;
}

/** A checkout that nobody completes or cancels expires by itself. */
export const stateAt = ({ state, expiresAt }: Standing, at: Instant): CheckoutState =>
  (state === 'open' || state === 'reserved') && at >= expiresAt ? 'expired' : state;

const refusals: Readonly<Record<CheckoutState, ((purchaseId: string | null) => ClubError) | null>> = {
  open: null,
  reserved: null,
  completed: (purchaseId) => new ClubError('checkout-completed', purchaseId === null ? {} : { purchaseId }),
  cancelled: () => new ClubError('checkout-cancelled'),
  expired: () => new ClubError('checkout-expired'),
};

/** Throws `checkout-completed`, `checkout-cancelled`, `checkout-expired`. */
export const assertUnfinished = (standing: Standing, at: Instant): void => {
  const refusal = refusals[stateAt(standing, at)];
  if (refusal) throw refusal(standing.purchaseId);
};

export const standingOf = ({ state, expiresAt, purchaseId }: CheckoutRow): Standing => ({
  state,
  expiresAt: expiresAt.getTime(),
  purchaseId,
});

/** Checkouts of other locations are not found. Throws `not-found`. */
export const knownTo = (actor: Actor, row: CheckoutRow | undefined): CheckoutRow => {
  if (!row || !mayWorkAt(actor, row.locationId)) throw new ClubError('not-found');
  return row;
};

/** The cart of a stored checkout, with its member. */
export const keptCart = ({
  cart,
  memberId,
}: CheckoutRow): KeptCart & Pick<SentCart, 'member' | 'points' | 'manualDiscounts'> => ({
  ...cart,
  points: cart.points ?? 0,
  manualDiscounts: cart.manualDiscounts ?? [],
  ...(memberId ? { member: { id: memberId } } : {}),
});

/** The rewards that the purchase redeems. */
export const redeemedIn = ({ rewards = [] }: Pick<PricedCart, 'rewards'>): readonly PricedReward[] =>
  rewards.filter(({ because, without }) => because === null && without === null);

/** Points that rewards cost. */
export const costOf = (rewards: readonly Pick<PricedReward, 'points' | 'count'>[]): number =>
  rewards.reduce((sum, { points, count }) => sum + points * count, 0);

/** Someone else used the last of a coupon or a reward, or the member the points, so what was told is no longer so. */
export const orChanged = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    const isOvertaken = error instanceof ClubError && isOfOthers(error.code);
    throw isOvertaken ? new ClubError('checkout-changed', error.details.detail ?? '') : error;
  }
};
const isOfOthers = (code: string): boolean =>
  code === 'insufficient-points' ||
  code === 'hold-not-active' ||
  code === 'reward-price-changed' ||
  [...couponProblems, ...cartRewardProblems].some((each) => each === code);

/** Whether all codes, rewards, discounts by hand and points that were asked for count. */
export const appliesWhole = ({ notApplied, manual = [], rewards = [], pointsPaid }: PricedCart): boolean =>
  notApplied.length === 0 &&
  !pointsPaid?.because &&
  manual.every(({ because }) => !because) &&
  redeemedIn({ rewards }).length === rewards.length;

/** Whether both ask the same for each line, by the same coupons. */
export const haveSamePrices = (one: PricedCart, other: PricedCart): boolean =>
  JSON.stringify(pricesOf(one)) === JSON.stringify(pricesOf(other));

const pricesOf = ({ lines, applied, offers = [], pointsPaid, ...priced }: PricedCart): unknown => [
  lines.map(({ price, amount, discounts }) => [
    price,
    amount,
    discounts.map(({ by, amount: off }) => [by, off]),
  ]),
  applied.map(({ id, discount }) => [id, discount]),
  [...applied, ...offers].flatMap(({ id, bonus }) => (bonus ? [[id, bonus.gives, bonus.lines]] : [])),
  [pointsPaid?.points ?? 0, pointsPaid?.amount ?? 0],
  redeemedIn(priced).map(({ id, count, points, toPay, pickUp }) => [id, count, points, toPay, pickUp]),
];
