import { Injectable } from '@nestjs/common';
import { tableOf, type EarningRule, type PastSale } from '@regulars/loyalty';
import { ProductSetMembers } from '../club/index.ts';
import { RatesOfLines } from '../rate-tables/index.ts';
import { PastSales, type AskedUsage, type SalesPeriod } from '../sales/index.ts';

/** Past sales as a draft sees them. */
@Injectable()
export class ReplayedSales {
  constructor(
    private readonly sales: PastSales,
    private readonly sets: ProductSetMembers,
    private readonly rates: RatesOfLines,
  ) {}

  async count(period: SalesPeriod): Promise<number> {
    return this.sales.count(period);
  }

  /** In the order of the decisions, in pages, with the product sets and the rates of the draft as they are now. */
  async *between(
    period: SalesPeriod,
    draft: Pick<EarningRule, 'effect'>,
  ): AsyncGenerator<readonly PastSale[]> {
    const setsNow = await this.sets.asNow(draft);
    const ratesNow = await this.rates.asNow(tableOf(draft.effect));
    for await (const sales of this.sales.between(period))
      yield sales.map((sale) => {
        const purchase = ratesNow(setsNow(sale.purchase));
        return purchase === sale.purchase ? sale : { ...sale, purchase };
      });
  }

  async usedBefore(asked: readonly AskedUsage[], day: string): ReturnType<PastSales['usedBefore']> {
    return this.sales.usedBefore(asked, day);
  }
}
