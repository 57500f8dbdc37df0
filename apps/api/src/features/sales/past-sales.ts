import { Injectable } from '@nestjs/common';
import type { CapUsage, Instant, PastSale, UsedBefore } from '@regulars/loyalty';

/** By the time of the purchase; `until` is exclusive. */
export interface SalesPeriod {
  readonly from: Instant;
  readonly until: Instant;
}

/** A limit of a rule and the first local day (YYYY-MM-DD) that counts; null for all time. */
export interface AskedUsage {
  readonly ruleId: string;
  readonly per: CapUsage['per'];
  readonly from: string | null;
}

export interface PastSalesSource {
  /** In the order of the decisions, in pages. */
  between(period: SalesPeriod): AsyncIterable<readonly PastSale[]>;
  count(period: SalesPeriod): Promise<number>;
  /** What rules gave members before a local day. */
  usedBefore(asked: readonly AskedUsage[], day: string): Promise<readonly UsedBefore[]>;
}

/** Past sales for features before purchases. Back-tests replay them in booking order. */
@Injectable()
export class PastSales implements PastSalesSource {
  #filled: PastSalesSource | null = null;

  /** Called once, by the feature that has them. */
  fill(source: PastSalesSource): void {
    if (this.#filled) throw new Error('Past sales have a source already');
    this.#filled = source;
  }

  between(period: SalesPeriod): AsyncIterable<readonly PastSale[]> {
    return this.#source.between(period);
  }

  async count(period: SalesPeriod): Promise<number> {
    return this.#source.count(period);
  }

  async usedBefore(asked: readonly AskedUsage[], day: string): Promise<readonly UsedBefore[]> {
    return this.#source.usedBefore(asked, day);
  }

  get #source(): PastSalesSource {
    if (!this.#filled) throw new Error('Nobody has past sales');
    return this.#filled;
  }
}
