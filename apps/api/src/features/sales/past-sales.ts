import { Injectable } from '@nestjs/common';
import type { Earned, EarningPurchase, Instant, MemberFacts } from '@regulars/loyalty';

/** A posted sale, as the rules saw it then. */
export interface PastSale {
  readonly id: string;
  readonly memberId: string | null;
  readonly bookedAt: Instant;
  /** With its lines and payments. */
  readonly purchase: EarningPurchase;
  /** What was known about the member before the sale. */
  readonly facts: MemberFacts;
  /** What the rules of that time gave, before returns. */
  readonly granted: Earned;
}

/** By the time of the purchase; `until` is exclusive. */
export interface SalesPeriod {
  readonly from: Instant;
  readonly until: Instant;
}

export interface PastSalesSource {
  /** In the order of the decisions, in pages. */
  between(period: SalesPeriod): AsyncIterable<readonly PastSale[]>;
}

/** Past sales for features before purchases. Back-tests replay them in booking order. */
@Injectable()
export class PastSales implements PastSalesSource {
  #source: PastSalesSource | null = null;

  /** Called once, by the feature that has them. */
  fill(source: PastSalesSource): void {
    if (this.#source) throw new Error('Past sales have a source already');
    this.#source = source;
  }

  between(period: SalesPeriod): AsyncIterable<readonly PastSale[]> {
    if (!this.#source) throw new Error('Nobody has past sales');
    return this.#source.between(period);
  }
}
