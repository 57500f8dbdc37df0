import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubChanges, Remembered } from '../club/index.ts';
import { inOrder } from './nesting.ts';
import type { SegmentRecord } from './segment.ts';
import { SegmentsRepository } from './segments.repository.ts';

/** The segments from memory, each after those that it names. Every process hears of changes. */
@Injectable()
export class LiveSegments {
  readonly #all: Remembered<readonly SegmentRecord[]>;

  constructor(segments: SegmentsRepository, transactions: Transactions, changes: ClubChanges) {
    this.#all = new Remembered(transactions, async () => inOrder(await segments.all()));
    changes.onChange(() => this.#all.forget());
  }

  async all(): Promise<readonly SegmentRecord[]> {
    return this.#all.get();
  }

  /** Those that facts of members decide. */
  async decided(): Promise<readonly SegmentRecord[]> {
    return (await this.#all.get()).filter(({ condition }) => condition !== null);
  }
}
