import { Injectable } from '@nestjs/common';
import type { Purchase, Texts } from '@regulars/contracts';
import { trimmedSentence } from '@regulars/loyalty';
import { Names } from '../../platform/names.ts';
import { Reader } from '../club/index.ts';
import { RedemptionsRepository } from '../discounts/index.ts';
import { CartVouchersRepository } from '../rewards/index.ts';
import { ManualDiscountsRepository } from '../manual-discounts/index.ts';

const plain = { points: 0, trimmed: null, note: null };

/** The coupons, vouchers and offers that a purchase redeemed, by the names of today, what was taken off by hand, and its rewards. */
@Injectable()
export class PurchaseDiscounts {
  constructor(
    private readonly redemptions: RedemptionsRepository,
    private readonly vouchers: CartVouchersRepository,
    private readonly manual: ManualDiscountsRepository,
    private readonly names: Names,
    private readonly reader: Reader,
  ) {}

  async of(purchaseId: string): Promise<Purchase['discounts']> {
    const byHand = await this.manual.ofPurchase(purchaseId);
    return [
      ...(await this.#redeemed(purchaseId)),
      ...byHand.map(({ reason, ...given }) => ({
        kind: 'manual' as const,
        name: reason ?? '',
        ...plain,
        ...given,
      })),
    ];
  }

  /** The rewards that its member redeemed with it, by the names of then. */
  async rewardsOf(purchaseId: string): Promise<Purchase['rewards']> {
    const rows = await this.vouchers.redeemedWith(purchaseId);
    if (rows.length === 0) return [];
    const { of } = await this.reader.wording();
    return rows.map(({ name, ...each }) => ({ ...each, name: of(name) }));
  }

  async #redeemed(purchaseId: string): Promise<Purchase['discounts']> {
    const vouchers = await this.vouchers.ofPurchase(purchaseId);
    const rows = [
      ...(await this.redemptions.ofPurchase(purchaseId)),
      ...vouchers.map((each) => ({ sort: 'voucher' as const, points: 0, trimmed: null, ...each })),
    ];
    if (rows.length === 0) return [];
    const names = new Map<string, string | Texts>();
    for (const kind of ['coupon', 'offer', 'voucher'] as const) {
      const ids = rows.flatMap(({ sort, id }) => (sort === kind ? [id] : []));
      for (const [id, name] of await this.names.of(kind, ids)) names.set(id, name);
    }
    const { of, language } = await this.reader.wording();
    return rows.map(({ sort, id, ...figures }) => {
      const name = names.get(id);
      return {
        kind: sort,
        id,
        name: typeof name === 'string' ? name : of(name),
        ...figures,
        note: trimmedSentence(figures.trimmed, language),
      };
    });
  }
}
