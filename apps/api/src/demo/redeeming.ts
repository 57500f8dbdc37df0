import type { INestApplicationContext } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { PastRedemptions, type PastRedemption } from '../features/rewards/index.ts';
import type { Random } from './random.ts';
import type { Basket } from './shopping.ts';

const minuteMs = 60_000;

export interface OfferedReward {
  readonly id: string;
  readonly points: number;
  /** Its voucher lowers the price of a purchase. */
  readonly isDiscount: boolean;
}

/** Some members spend what they have; others save. */
export class Redeeming {
  readonly #app: INestApplicationContext;
  readonly #random: Random;
  readonly #rewards: readonly OfferedReward[];
  readonly #now: number;
  readonly #saver: string;
  /** An estimate. The wallet refuses points that have expired. */
  readonly #balances = new Map<string, number>();

  /** `saver` keeps the points, except for an occasional cup. */
  constructor(
    app: INestApplicationContext,
    random: Random,
    rewards: readonly OfferedReward[],
    now: number,
    saver: string,
  ) {
    this.#app = app;
    this.#random = random;
    this.#rewards = rewards;
    this.#now = now;
    this.#saver = saver;
  }

  /** Lets members redeem, each after their last purchase. */
  async after(baskets: readonly Basket[], earned: ReadonlyMap<string, number>): Promise<void> {
    const lastAt = new Map<string, number>();
    for (const { memberId, purchasedAt } of baskets) if (memberId) lastAt.set(memberId, purchasedAt);
    for (const [memberId, points] of earned) this.#add(memberId, points);
    const wanted = [...lastAt].flatMap(([memberId, at]) => this.#redemptionBy(memberId, at));
    await this.#app.get(PastRedemptions).redeemMany(wanted, 'demo');
  }

  /** The demo's own member has two vouchers left to show at the till. One of them lowers the price of a purchase. */
  async leaveVouchers(): Promise<void> {
    const left = [this.#rewards[1], this.#rewards.find(({ isDiscount }) => isDiscount)];
    const at = this.#now - minuteMs;
    await this.#app.get(PastRedemptions).redeemMany(
      left.flatMap((reward) => (reward ? [{ memberId: this.#saver, rewardId: reward.id, at }] : [])),
      'demo',
    );
  }

  #redemptionBy(memberId: string, boughtAt: number): PastRedemption[] {
    const balance = this.#balances.get(memberId) ?? 0;
    const wanted = memberId === this.#saver ? this.#rewards.slice(0, 2) : this.#rewards;
    const affordable = wanted.filter(({ points }) => points <= balance);
    // Most members save up: those who can afford the expensive reward take it more often than the croissant.
    const dearest = affordable.at(-1);
    if (!dearest || !this.#random.chance(0.06 + 0.07 * affordable.length)) return [];
    const { id, points } = this.#random.chance(0.45) ? dearest : this.#random.pick(affordable);
    this.#add(memberId, -points);
    const at = boughtAt + this.#random.between(1, 4) * minuteMs;
    const usedAt = at + this.#random.between(1, 20) * dayMs;
    const isUsed = usedAt < this.#now && this.#random.chance(0.85);
    return [{ memberId, rewardId: id, at, ...(isUsed ? { use: { at: usedAt, locationId: null } } : {}) }];
  }

  #add(memberId: string, points: number): void {
    this.#balances.set(memberId, (this.#balances.get(memberId) ?? 0) + points);
  }
}
