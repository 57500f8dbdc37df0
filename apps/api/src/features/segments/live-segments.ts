import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubChanges, Remembered } from '../club/index.ts';
import { SegmentsRepository } from './segments.repository.ts';

/** Whether any segment has a condition, from memory. Every process hears of changes. */
@Injectable()
export class LiveSegments {
  readonly #any: Remembered<boolean>;

  constructor(segments: SegmentsRepository, transactions: Transactions, changes: ClubChanges) {
    this.#any = new Remembered(transactions, async () =>
      (await segments.all()).some(({ condition }) => condition !== null),
    );
    changes.onChange(() => this.#any.forget());
  }

  any(): Promise<boolean> {
    return this.#any.get();
  }
}
