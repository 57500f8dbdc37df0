import { Injectable } from '@nestjs/common';
import type { Purchase } from '@regulars/contracts';
import { Names } from '../../platform/names.ts';
import { Reader } from '../club/index.ts';
import { RedemptionsRepository } from '../discounts/index.ts';
import { CartVouchersRepository } from '../rewards/index.ts';
import { ManualDiscountsRepository } from '../manual-discounts/index.ts';

/** The coupons, vouchers and offers that a purchase redeemed, by the names of today, and what was taken off by hand. */
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
      ...(await this.#vouchers(purchaseId)),
      ...byHand.map(({ reason, ...given }) => ({
        kind: 'manual' as const,
        name: reason ?? '',
        points: 0,
        ...given,
      })),
    ];
  }

  async #vouchers(purchaseId: string): Promise<Purchase['discounts']> {
    const rows = await this.vouchers.ofPurchase(purchaseId);
    if (rows.length === 0) return [];
    const names = await this.names.of(
      'voucher',
      rows.map(({ id }) => id),
    );
    const { of } = await this.reader.wording();
    return rows.map(({ id, ...used }) => {
      const name = names.get(id);
      return { kind: 'voucher', id, name: typeof name === 'string' ? name : of(name), points: 0, ...used };
    });
  }

  async #redeemed(purchaseId: string): Promise<Purchase['discounts']> {
    const rows = await this.redemptions.ofPurchase(purchaseId);
    if (rows.length === 0) return [];
    const idsOf = (sort: string): string[] => rows.filter((row) => row.sort === sort).map(({ id }) => id);
    const coupons = await this.names.of('coupon', idsOf('coupon'));
    const offers = await this.names.of('offer', idsOf('offer'));
    const names = new Map([...coupons, ...offers]);
    const { of } = await this.reader.wording();
    return rows.map(({ sort, id, discount, points, givenBack }) => {
      const name = names.get(id);
      return {
        kind: sort,
        id,
        name: typeof name === 'string' ? name : of(name),
        discount,
        points,
        givenBack,
      };
    });
  }
}
