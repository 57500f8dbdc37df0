import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { CodeGuesses } from './code-guesses.ts';
import { CartCodes, isVoucherCode, type CartCode, type KeptCartCode } from './cart-codes.ts';
import type { Quote } from './cart-pricing.ts';
import type { CheckoutRow, SentCart, UnappliedCode } from './checkout.ts';
import { problemOf } from './cart-words.ts';
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
    private readonly codes: CartCodes,
    private readonly guesses: CodeGuesses,
    private readonly checkouts: CheckoutsRepository,
    private readonly refusals: RefusalsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns what the codes of a cart stand for. Those that the cart of this checkout had before do not count again. Throws
   * `too-many-requests`, and `unknown-card` for a member whose card cannot exist.
   */
  async admit(
    { codes, member }: Pick<SentCart, 'codes' | 'member'>,
    { checkoutId, couponsOnly = false }: { checkoutId?: string; couponsOnly?: boolean } = {},
  ): Promise<readonly CartCode[]> {
    if (codes.length === 0) return [];
    const found: readonly CartCode[] = await this.codes[couponsOnly ? 'findCoupons' : 'find'](codes);
    const unknown = new Set(
      found.flatMap((each) => (isVoucherCode(each) || each.coupon ? [] : [nameOf(each.kept)])),
    );
    const row = unknown.size > 0 && checkoutId ? await this.checkouts.find(checkoutId) : undefined;
    const wrong = unknown.difference(new Set(row?.cart.codes.map(nameOf))).size;
    await this.guesses.settle(member, wrong);
    return found;
  }

  /** Stores a cart together with the codes that it refuses. */
  async keptWith<Row extends CheckoutRow | undefined>(store: () => Promise<Row>): Promise<Row> {
    return this.transactions.run(async () => {
      const row = await store();
      if (row) await this.#keep(row);
      return row;
    });
  }

  async #keep({ id, locationId, memberId, priced }: CheckoutRow): Promise<void> {
    const cart = { checkoutId: id, locationId, memberId };
    await this.refusals.add(priced.notApplied.map(refusedCode), cart, this.clock.date());
  }

  /** Those of a cart that is not kept. They stay if the transaction is rolled back because of them. */
  async keepOf({ priced, locationId, memberId }: Quote): Promise<void> {
    const codes = priced.notApplied.map(refusedCode);
    if (codes.length === 0) return;
    const cart = { checkoutId: null, locationId, memberId };
    await this.transactions.afterRollback(() => this.refusals.add(codes, cart, this.clock.date()));
  }
}

/** What is kept of an unknown code. */
export const hintOf = (code: string): string => endOf(code.replaceAll(/[\s…]/gu, ''), hintLength);

export const refusedCode = ({ code, id, isVoucher, because }: UnappliedCode): RefusedCode => ({
  couponId: isVoucher ? null : id,
  hint: id === null || isVoucher ? hintOf(code) : null,
  problem: problemOf[because.kind],
});

const nameOf = (kept: KeptCartCode): string =>
  typeof kept === 'string' ? kept : 'voucherId' in kept ? kept.voucherId : kept.id;
