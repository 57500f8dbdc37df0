import { Injectable } from '@nestjs/common';
import type { PointsPaymentSettings } from '@regulars/contracts';
import {
  isDiscountable,
  notPayable,
  paidByPoints,
  payablePoints,
  spreadOverLines,
  type DiscountedCart,
  type NotPayable,
  type PayablePoints,
  type PointsPrice,
} from '@regulars/loyalty';
import { ClubSettings } from '../club/index.ts';
import { MemberPointsService } from '../points/index.ts';
import type { Intake } from '../purchases/index.ts';
import type { PointsPaid } from './checkout.ts';

/** What a cart asks of the points of its member. */
interface AskedPoints {
  readonly memberId: string | null;
  readonly points: number;
  /** Points that its rewards cost. */
  readonly spent: number;
}

/** What of a cart can be paid with points, and what is. It comes after all discounts. Holds and spends nothing. */
@Injectable()
export class CartPoints {
  constructor(
    private readonly club: ClubSettings,
    private readonly points: MemberPointsService,
  ) {}

  /** Null if members cannot pay with points in this club, or nobody wants to. */
  async of(intake: Intake, { lines }: DiscountedCart, asked: AskedPoints): Promise<PointsPaid | null> {
    const { pointsPayment: settings } = await this.club.current();
    if (!settings) return asked.points > 0 ? unpaid(asked.points, { kind: 'not-offered' }) : null;
    if (asked.memberId === null)
      return asked.points > 0 ? unpaid(asked.points, { kind: 'needs-member' }) : null;
    const spendable = await this.points.spendable([asked.memberId]);
    const goods = intake.lines.map((line, index) => (isDiscountable(line) ? (lines[index]?.left ?? 0) : 0));
    return paidOf(goods, asked.points, {
      settings,
      currency: intake.currency,
      available: (spendable.get(asked.memberId) ?? 0) - asked.spent,
    });
  }
}

interface PointsTerms {
  readonly settings: PointsPaymentSettings;
  readonly currency: string;
  readonly available: number;
}

const nothing: PayablePoints = { least: 0, most: 0, step: 1 };

const unpaid = (asked: number, because: NotPayable, payable = nothing): PointsPaid => ({
  ...payable,
  asked,
  points: 0,
  amount: 0,
  shares: [],
  first: 'points',
  because,
});

const paidOf = (
  goods: readonly number[],
  asked: number,
  { settings, currency, available }: PointsTerms,
): PointsPaid => {
  const price = priceOf(settings);
  const total = goods.reduce((sum, left) => sum + left, 0);
  const payable = payablePoints(total, available, price, currency);
  const because =
    price.amounts[currency] === undefined ? otherCurrency : notPayable(asked, payable, available);
  if (asked > 0 && because) return unpaid(asked, because, payable);
  const amount = asked === 0 ? 0 : (paidByPoints(asked, price, currency) ?? 0);
  return {
    ...payable,
    asked,
    points: asked,
    amount,
    shares: amount === 0 ? [] : spreadOverLines(amount, goods),
    first: settings.backFirst,
    because: null,
  };
};

const otherCurrency: NotPayable = { kind: 'other-currency' };

const priceOf = ({ points, amounts, least, step, percent }: PointsPaymentSettings): PointsPrice => ({
  points,
  amounts: Object.fromEntries(amounts.map(({ amount, currency }) => [currency, amount])),
  least,
  step,
  share: Math.round(percent * 100),
});
