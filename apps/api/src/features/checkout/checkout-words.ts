import { Injectable } from '@nestjs/common';
import type { Checkout, CouponValidity, ManualDiscountProblem } from '@regulars/contracts';
import {
  idByHand,
  notGivenSentence,
  notPayableSentence,
  notRedeemedSentence,
  offerIdleSentence,
  totalOfLines,
  trimmedSentence,
  type NotGiven,
  type NotPayable,
  type Trim,
} from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings, Reader, type Wording } from '../club/index.ts';
import { refusalOfReward } from '../rewards/index.ts';
import { standingOf, stateAt, type CheckoutRow, type PricedCart } from './checkout.ts';
import { problemOf, type Words } from './cart-words.ts';
import { rewardsOf, spentOf } from './reward-words.ts';

/** Shows checkouts in the reader's language. */
@Injectable()
export class CheckoutWords {
  constructor(
    private readonly reader: Reader,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  async show(row: CheckoutRow): Promise<Checkout> {
    const words = await this.#words();
    const { priced, cart } = row;
    return {
      id: row.id,
      version: row.version,
      state: stateAt(standingOf(row), this.clock.now()),
      expiresAt: toInstant(row.expiresAt),
      location: cart.location,
      memberId: row.memberId,
      lines: linesOf(priced, words),
      applied: priced.applied.map(({ code, place, id, name, discount, trimmed, bonus, voucher }) => ({
        kind: voucher ? ('voucher' as const) : ('coupon' as const),
        code,
        place,
        id,
        name: words.of(name),
        discount,
        points: bonus?.points ?? 0,
        ...trimOf(trimmed, words),
      })),
      offers: (priced.offers ?? []).map(({ id, name, discount, trimmed, bonus }) => ({
        id,
        name: words.of(name),
        discount,
        points: bonus?.points ?? 0,
        ...trimOf(trimmed, words),
      })),
      notApplied: notAppliedOf(priced, {
        ...words,
        currency: cart.currency,
        nameOf: namesIn(priced, words),
      }),
      manualDiscounts: manualOf(priced, { ...words, currency: cart.currency }),
      pointsPaid: pointsPaidOf(priced, words),
      rewards: rewardsOf(priced, { ...words, currency: cart.currency, nameOf: namesIn(priced, words) }),
      pointsSpent: spentOf(priced),
      total: totalOf(priced, cart.currency),
      points: priced.earned === null ? null : { earned: priced.earned },
      purchaseId: row.purchaseId,
    };
  }

  /** Of a cart with one code. */
  async validity({ applied, notApplied }: PricedCart, currency: string): Promise<CouponValidity> {
    const words = await this.#words();
    const [[used], [refused]] = [applied, notApplied];
    return {
      valid: used !== undefined,
      coupon: used ? { id: used.id, name: words.of(used.name) } : null,
      discount: used?.discount ?? 0,
      points: used?.bonus?.points ?? 0,
      problem: refused ? problemOf[refused.because.kind] : null,
      detail: refused ? notRedeemedSentence(refused.because, { ...words, currency }) : null,
    };
  }

  /** Throws the problem of the points, or of the first code, that does not apply. */
  async assertAllApply(priced: PricedCart, currency: string): Promise<void> {
    const { notApplied, pointsPaid, manual = [] } = priced;
    for (const [place, { because }] of manual.entries())
      if (because) {
        const { language } = await this.#words();
        const sentence = notGivenSentence(because, { language, currency });
        throw ClubError.field(problemOfManual[because.kind], `/manualDiscounts/${place}`, sentence);
      }
    await this.#assertRewards(priced, currency);
    const because = pointsPaid?.because;
    if (because) {
      const { language } = await this.#words();
      throw ClubError.field(problemOfPoints[because.kind], '/points', notPayableSentence(because, language));
    }
    const [first] = notApplied;
    if (!first) return;
    const words = await this.#words();
    const message = notRedeemedSentence(first.because, {
      ...words,
      currency,
      nameOf: namesIn(priced, words),
    });
    throw ClubError.field(problemOf[first.because.kind], `/codes/${first.place}`, message);
  }

  async #assertRewards(priced: PricedCart, currency: string): Promise<void> {
    for (const { place, because, without } of priced.rewards ?? []) {
      if (!because && !without) continue;
      const words = await this.#words();
      if (because) throw refusalOfReward(because, place, words.language);
      if (!without) continue;
      const message = notRedeemedSentence(without, { ...words, currency, nameOf: namesIn(priced, words) });
      throw ClubError.field(problemOf[without.kind], `/rewards/${place}`, message);
    }
  }

  async #words(): Promise<Words> {
    const [wording, { timeZone: zone }] = [await this.reader.wording(), await this.club.current()];
    return { ...wording, zone };
  }
}

const trimOf = (
  trimmed: Trim | undefined,
  { language }: Words,
): Pick<Checkout['offers'][number], 'trimmed' | 'note'> => ({
  trimmed: trimmed ?? null,
  note: trimmedSentence(trimmed, language),
});

const problemOfPoints: Readonly<
  Record<NotPayable['kind'], NonNullable<NonNullable<Checkout['pointsPaid']>['problem']>>
> = {
  'needs-member': 'points-not-payable',
  'not-offered': 'points-not-payable',
  'other-currency': 'points-not-payable',
  balance: 'insufficient-points',
  'too-few': 'points-not-payable',
  'too-many': 'points-not-payable',
  step: 'points-not-payable',
};

const problemOfManual: Readonly<Record<NotGiven['kind'], ManualDiscountProblem>> = {
  'not-allowed': 'discount-not-allowed',
  'above-limit': 'discount-above-limit',
  'above-price': 'discount-not-possible',
  'no-goods': 'discount-not-possible',
  'nothing-left': 'discount-not-possible',
  exclusive: 'discount-not-possible',
  'too-many': 'discount-not-possible',
};

const notAppliedOf = (
  { notApplied, idleOffers = [] }: PricedCart,
  words: Words & { readonly currency: string; readonly nameOf: (id: string) => string },
): Checkout['notApplied'] => [
  ...notApplied.map(({ code, place, id, isVoucher, because }) => ({
    kind: isVoucher ? ('voucher' as const) : ('coupon' as const),
    code,
    place,
    id,
    name: null,
    asked: true,
    problem: problemOf[because.kind],
    detail: notRedeemedSentence(because, words),
  })),
  ...idleOffers.map(({ id, name, automatic, because }) => ({
    kind: 'offer' as const,
    code: null,
    place: null,
    id,
    name: words.of(name),
    asked: !automatic,
    problem: problemOf[because.kind],
    detail: offerIdleSentence(because, words),
  })),
];

const manualOf = (
  { manual = [] }: PricedCart,
  { language, currency }: Words & { readonly currency: string },
): Checkout['manualDiscounts'] =>
  manual.map(({ line, reason, discount, because }, place) => ({
    place,
    line,
    reason,
    discount,
    problem: because && problemOfManual[because.kind],
    detail: because && notGivenSentence(because, { language, currency }),
  }));

const pointsPaidOf = ({ pointsPaid }: PricedCart, { language }: Words): Checkout['pointsPaid'] => {
  if (!pointsPaid) return null;
  const { points, amount, least, most, step, because } = pointsPaid;
  return {
    points,
    amount,
    least,
    most,
    step,
    problem: because && problemOfPoints[because.kind],
    detail: because && notPayableSentence(because, language),
  };
};

/** What points pay of each line. */
const sharesOf = ({ pointsPaid }: PricedCart): readonly number[] => pointsPaid?.shares ?? [];

/** The names of the coupons, offers and rewards that count. */
const namesIn = (
  { applied, offers = [], rewards = [] }: PricedCart,
  { of }: Wording,
): ((id: string) => string) => {
  const vouchers = rewards.flatMap((each) => each.vouchers.map((id) => ({ id, name: each.name ?? {} })));
  const names = new Map([...applied, ...offers, ...vouchers].map(({ id, name }) => [id, of(name)]));
  return (id) => names.get(id) ?? '';
};

const linesOf = (priced: PricedCart, words: Wording): Checkout['lines'] => {
  const { lines, applied, offers = [], rewards = [] } = priced;
  const shares = sharesOf(priced);
  const byHand = new Map((priced.manual ?? []).map(({ reason }, place) => [idByHand(place), reason]));
  const nameOf = namesIn(priced, words);
  const kinds = new Map([
    ...offers.map(({ id }) => [id, 'offer'] as const),
    ...applied.map(({ id, voucher }) => [id, voucher ? 'voucher' : 'coupon'] as const),
    ...rewards.flatMap(({ vouchers }) => vouchers.map((id) => [id, 'voucher'] as const)),
  ]);
  return lines.map(({ taxRate: _, discounts, amount, ...line }, index) => ({
    line: index,
    ...line,
    paidWithPoints: shares[index] ?? 0,
    amount: amount - (shares[index] ?? 0),
    discounts: discounts.map(({ by, amount: off }) => {
      const given = byHand.get(by);
      if (given !== undefined) return { kind: 'manual', id: null, name: given, reason: given, amount: off };
      const kind = kinds.get(by) ?? 'coupon';
      const reason = nameOf(by);
      return { kind, id: by, name: reason, reason, amount: off };
    }),
  }));
};

export const totalOf = (priced: PricedCart, currency: string): Checkout['total'] => {
  const { lines, pointsPaid } = priced;
  const shares = sharesOf(priced);
  const { gross, net, taxes } = totalOfLines(
    lines.map(({ amount, taxRate }, index) => ({ left: amount - (shares[index] ?? 0), taxRate })),
  );
  const before = lines.reduce((sum, { price }) => sum + price, 0);
  return {
    gross,
    net,
    discount: before - gross - (pointsPaid?.amount ?? 0),
    taxes: taxes.map((each) => ({ rate: each.rate / 100, net: each.net, tax: each.tax })),
    currency,
  };
};
