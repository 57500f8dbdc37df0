import { Injectable } from '@nestjs/common';
import type { Checkout } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { CouponCodes } from '../coupons/index.ts';
import { Guesses } from '../identity/index.ts';
import type { Quote } from './cart-pricing.ts';
import type { SentCart } from './checkout.ts';
import { problemOf } from './checkout-words.ts';
import { CheckoutsRepository } from './checkouts.repository.ts';
import { RefusalsRepository, type RefusedCode } from './refusals.repository.ts';
import { endOf } from '../../platform/text.ts';

/** Of an unknown code. Enough to find it again, not enough to be a name. */
const hintLength = 4;

/**
 * Codes that do nothing for a cart. They are kept, and callers who try unknown ones are slowed down: each counts, also where the
 * cart is priced without it. Codes that exist never count.
 */
@Injectable()
export class RefusedCodes {
  constructor(
    private readonly codes: CouponCodes,
    private readonly guesses: Guesses,
    private readonly checkouts: CheckoutsRepository,
    private readonly refusals: RefusalsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Codes that the cart of this checkout had before do not count again. Throws `too-many-requests`. */
  async admit({ codes, member }: Pick<SentCart, 'codes' | 'member'>, checkoutId?: string): Promise<void> {
    if (codes.length === 0) return;
    const unknown = await this.codes.unknown(codes);
    const row = unknown.length > 0 && checkoutId ? await this.checkouts.find(checkoutId) : undefined;
    const before = new Set(row?.cart.codes);
    const wrong = unknown.filter((code) => !before.has(code)).length;
    await this.guesses.settle('coupons', member ? JSON.stringify(member) : null, wrong);
  }

  /** Those of a cart that is kept. */
  async keep({ id, memberId, notApplied }: Checkout): Promise<void> {
    const cart = { checkoutId: id, locationId: null, memberId };
    await this.refusals.add(notApplied.map(refusedCode), cart, this.clock.date());
  }

  /** Those of a cart that is not kept. They stay if the transaction is rolled back because of them. */
  async keepOf({ priced, locationId, memberId }: Quote): Promise<void> {
    const codes = priced.notApplied.map(({ code, id, because }) =>
      refusedCode({ code, id, problem: problemOf[because.kind] }),
    );
    if (codes.length === 0) return;
    const cart = { checkoutId: null, locationId, memberId };
    await this.transactions.afterRollback(() => this.refusals.add(codes, cart, this.clock.date()));
  }
}

/** What is kept of an unknown code. */
export const hintOf = (code: string): string => endOf(code.replaceAll(/\s/gu, ''), hintLength);

const refusedCode = ({
  code,
  id,
  problem,
}: Pick<Checkout['notApplied'][number], 'code' | 'id' | 'problem'>): RefusedCode => ({
  couponId: id,
  hint: id === null ? hintOf(code) : null,
  problem,
});
