import { Controller } from '@nestjs/common';
import { listManualDiscounts, listManualDiscountSums, type ReplyOf } from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { ManualDiscountBooks } from './manual-discount-books.ts';

@Controller()
export class ManualDiscountsController {
  constructor(private readonly books: ManualDiscountBooks) {}

  @Contract(listManualDiscounts)
  async list(
    @Input() { query }: InputOf<typeof listManualDiscounts>,
  ): Promise<ReplyOf<typeof listManualDiscounts>> {
    return this.books.list(query);
  }

  @Contract(listManualDiscountSums)
  async sums(
    @Input() { query }: InputOf<typeof listManualDiscountSums>,
  ): Promise<ReplyOf<typeof listManualDiscountSums>> {
    return this.books.sums(query);
  }
}
