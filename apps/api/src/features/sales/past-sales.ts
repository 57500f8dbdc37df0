import { Injectable } from '@nestjs/common';
import type { Earned, EarningPurchase, Instant, MemberFacts } from '@regulars/loyalty';

/** A sale that was booked, as the rules saw it then. */
export interface PastSale {
  readonly id: string;
  readonly memberId: string | null;
  readonly bookedAt: Instant;
  /** With its lines and payments. */
  readonly purchase: EarningPurchase;
  /** What was known of the member, as before the sale. */
  readonly facts: MemberFacts;
  /** What the rules of then gave, before anything came back. */
  readonly granted: Earned;
}

/** By the time of the purchase; `until` is exclusive. */
export interface SalesPeriod {
  readonly from: Instant;
  readonly until: Instant;
}

export interface PastSalesSource {
  /** In the order in which they were decided, in pages. */
  between(period: SalesPeriod): AsyncIterable<readonly PastSale[]>;
}

/** Past sales for features before purchases: back-tests replay them in the order of booking. */
@Injectable()
export class PastSales implements PastSalesSource {
  #source: PastSalesSource | null = null;

  /** Once, by the feature that has them. */
  fill(source: PastSalesSource): void {
    if (this.#source) throw new Error('Past sales have a source already');
    this.#source = source;
  }

  between(period: SalesPeriod): AsyncIterable<readonly PastSale[]> {
    if (!this.#source) throw new Error('Nobody has past sales');
    return this.#source.between(period);
  }
}
