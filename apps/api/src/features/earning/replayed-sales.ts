import { Injectable } from '@nestjs/common';
import type { PastSale } from '@regulars/loyalty';
import { ProductSetMembers } from '../club/index.ts';
import { PastSales, type AskedUsage, type SalesPeriod } from '../sales/index.ts';

/** Past sales as a draft sees them. */
@Injectable()
export class ReplayedSales {
  constructor(
    private readonly sales: PastSales,
    private readonly sets: ProductSetMembers,
  ) {}

  async count(period: SalesPeriod): Promise<number> {
    return this.sales.count(period);
  }

  /** In the order of the decisions, in pages, with the product sets of the draft as they are now. */
  async *between(period: SalesPeriod, draft: unknown): AsyncGenerator<readonly PastSale[]> {
    const asNow = await this.sets.asNow(draft);
    for await (const sales of this.sales.between(period))
      yield sales.map((sale) => {
        const purchase = asNow(sale.purchase);
        return purchase === sale.purchase ? sale : { ...sale, purchase };
      });
  }

  async usedBefore(asked: readonly AskedUsage[], day: string): ReturnType<PastSales['usedBefore']> {
    return this.sales.usedBefore(asked, day);
  }
}
