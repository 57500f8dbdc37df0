import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { LiveEvents } from '../../platform/events/live.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { Remembered } from '../club/index.ts';
import { endOf, isItsTime } from '../discounts/index.ts';
import { isReadable, type CouponRow } from './coupon.ts';
import { CouponsRepository } from './coupons.repository.ts';

interface Published {
  readonly byId: ReadonlyMap<string, CouponRow>;
  readonly byKey: ReadonlyMap<string, CouponRow>;
  readonly live: readonly CouponRow[];
  readonly shown: readonly CouponRow[];
}

/** The published coupons, from memory. Every process hears of changes. */
@Injectable()
export class LiveCoupons {
  readonly #published: Remembered<Published>;

  constructor(
    coupons: CouponsRepository,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    live: LiveEvents,
  ) {
    this.#published = new Remembered(transactions, async () => publishedOf(await coupons.all()));
    live.subscribe(() => this.#published.forget(), ['coupon.changed']);
    live.onListening(() => this.#published.forget());
  }

  /** Null if no coupon has this code. Drafts have none yet. */
  async withCode(codeKey: string): Promise<CouponRow | null> {
    return (await this.#published.get()).byKey.get(codeKey) ?? null;
  }

  /** Those that members find now, the first to end first. */
  async shownAt(now: number): Promise<readonly CouponRow[]> {
    return (await this.#published.get()).shown.filter(isItsTime(now));
  }

  async liveAt(now: number): Promise<readonly CouponRow[]> {
    return (await this.#published.get()).live.filter(isItsTime(now));
  }

  /** Null for a draft. */
  async withId(id: string): Promise<CouponRow | null> {
    return (await this.#published.get()).byId.get(id) ?? null;
  }

  /** Announces a change to every process, in its transaction. */
  async announce(couponId: string): Promise<void> {
    await this.outbox.append([{ name: 'coupon.changed', memberId: null, data: { couponId } }]);
    this.#published.forget();
    this.transactions.afterCommit(() => this.#published.forget());
  }
}

/**
 * An ended coupon says that it has expired, unless another one has its code now. One that this version of the software
 * cannot read is unknown.
 */
const publishedOf = (coupons: readonly CouponRow[]): Published => {
  const published = coupons.filter((coupon) => coupon.state !== 'draft' && isReadable(coupon));
  published.sort((one, other) => Number(one.state !== 'ended') - Number(other.state !== 'ended'));
  const coded = published.flatMap((coupon) =>
    coupon.codeKey === null ? [] : [[coupon.codeKey, coupon] as const],
  );
  // Members find those with a code that they can say.
  const live = published.filter(({ state }) => state === 'live');
  const shown = live.filter((coupon) => coupon.shown && coupon.codeKey !== null);
  return {
    byId: new Map(published.map((coupon) => [coupon.id, coupon])),
    byKey: new Map(coded),
    live,
    shown: shown.sort((one, other) => endOf(one) - endOf(other) || (one.id < other.id ? -1 : 1)),
  };
};
