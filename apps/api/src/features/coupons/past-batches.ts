import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { formatUniqueCode, newUniqueCode, type Instant } from '@regulars/loyalty';
import { CodeKeyCheck } from '../../platform/codes/code-key-check.ts';
import { CodeKey } from '../../platform/codes/code-key.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { endingOf } from './code-ending.ts';
import { CodeImportsRepository } from './code-imports.repository.ts';
import { CouponBatchesRepository } from './coupon-batches.repository.ts';
import { IssuedCoupons } from './issued-coupons.ts';

/** Codes for one use that were made in the past: for the demo. */
@Injectable()
export class PastBatches {
  constructor(
    private readonly coupons: IssuedCoupons,
    private readonly batches: CouponBatchesRepository,
    private readonly stored: CodeImportsRepository,
    private readonly key: CodeKey,
    private readonly check: CodeKeyCheck,
    private readonly transactions: Transactions,
  ) {}

  /** Returns the codes, as their file had them: it was fetched then. Throws `not-found`, `code-key-missing`. */
  async make(couponId: string, { count, prefix, at }: PastBatch): Promise<string[]> {
    const idOf = this.key.ids();
    const codes = Array.from({ length: count }, () => newUniqueCode(randomInt, prefix));
    const { daysAfterIssue } = await this.coupons.open(couponId);
    const codesEndAt = await this.coupons.endAfter(daysAfterIssue, at);
    const [id, createdAt] = [newId(), new Date(at)];
    await this.transactions.run(async () => {
      await this.check.claim();
      const batch = { id, couponId, kind: 'made', prefix, total: count, createdAt, codesEndAt } as const;
      await this.batches.insert(batch);
      await this.stored.add(
        id,
        codes.map((code) => ({ id: idOf(code), ending: endingOf(code) })),
      );
      await this.batches.finish(id, createdAt, createdAt);
      const file = { fileUntil: createdAt, fetchedAt: null };
      await this.batches.mark(id, file, { ...file, fetchedAt: createdAt });
    });
    return codes.map((code) => formatUniqueCode(code, prefix));
  }
}

interface PastBatch {
  readonly count: number;
  readonly prefix: string;
  readonly at: Instant;
}
