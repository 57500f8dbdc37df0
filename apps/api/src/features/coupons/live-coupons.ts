import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { LiveEvents } from '../../platform/events/live.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Remembered } from '../club/index.ts';
import { isReadable, type CouponRow } from './coupon.ts';
import { CouponsRepository } from './coupons.repository.ts';

/** The coupons by the keys of their codes, from memory. Every process hears of changes. */
@Injectable()
export class LiveCoupons {
  readonly #byKey: Remembered<ReadonlyMap<string, CouponRow>>;

  constructor(
    coupons: CouponsRepository,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    live: LiveEvents,
  ) {
    this.#byKey = new Remembered(transactions, async () => byKeyOf(await coupons.all()));
    live.subscribe(() => this.#byKey.forget(), ['coupon.changed']);
    live.onListening(() => this.#byKey.forget());
  }

  /** Null if no coupon has this code. Drafts have none yet. */
  async withCode(codeKey: string): Promise<CouponRow | null> {
    return (await this.#byKey.get()).get(codeKey) ?? null;
  }

  /** Those that have a code now. */
  async live(): Promise<readonly CouponRow[]> {
    return [...(await this.#byKey.get()).values()].filter(({ state }) => state === 'live');
  }

  /** Announces a change to every process, in its transaction. */
  async announce(couponId: string): Promise<void> {
    await this.outbox.append([{ name: 'coupon.changed', memberId: null, data: { couponId } }]);
    this.#byKey.forget();
    this.transactions.afterCommit(() => this.#byKey.forget());
  }
}

/**
 * An ended coupon says that it has expired, unless another one has its code now. One that this version of the software
 * cannot read is unknown.
 */
const byKeyOf = (coupons: readonly CouponRow[]): ReadonlyMap<string, CouponRow> => {
  const published = coupons.filter((coupon) => coupon.state !== 'draft' && isReadable(coupon));
  published.sort((one, other) => Number(one.state !== 'ended') - Number(other.state !== 'ended'));
  return new Map(published.map((coupon) => [coupon.codeKey, coupon]));
};
