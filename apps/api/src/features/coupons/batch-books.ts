import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { CodeKeyCheck } from '../../platform/codes/code-key-check.ts';
import { CouponBatchesRepository, type NewBatch } from './coupon-batches.repository.ts';
import { IssuedCoupons } from './issued-coupons.ts';

export const makeCodes = 'make-coupon-codes';
export const importCodes = 'import-coupon-codes';

const jobs = { made: makeCodes, imported: importCodes } as const;

/** Opens batches of codes, and notes who did what with them. */
@Injectable()
export class BatchBooks {
  constructor(
    private readonly coupons: IssuedCoupons,
    private readonly batches: CouponBatchesRepository,
    private readonly key: CodeKeyCheck,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly jobs: Jobs,
  ) {}

  /** Throws `not-found`. */
  async assertCoupon(id: string): Promise<void> {
    await this.coupons.find(id);
  }

  /** Throws `not-found`, `invalid-request` if the coupon has ended. */
  async assertOpen(couponId: string): Promise<void> {
    await this.coupons.open(couponId);
  }

  /**
   * A job makes the codes, or takes those of a file. Returns the id. Throws `not-found`, `code-key-missing`, `invalid-request`
   * if the coupon has ended.
   */
  async open(actor: Actor, batch: Omit<NewBatch, 'codesEndAt'>): Promise<string> {
    const { id, couponId, kind, prefix, total } = batch;
    const { daysAfterIssue } = await this.coupons.open(couponId);
    const codesEndAt = await this.coupons.endAfter(daysAfterIssue);
    await this.transactions.run(async () => {
      await this.key.claim();
      await this.batches.insert({ ...batch, codesEndAt });
      await this.audit.record(actor, {
        action: `coupon-batch.${kind}`,
        subject: { type: 'coupon-batch', id },
        after: { coupon: couponId, prefix, codes: total },
      });
      await this.jobs.enqueue(jobs[kind], { batchId: id });
    });
    return id;
  }

  async noteFetched(actor: Actor, id: string): Promise<void> {
    await this.audit.record(actor, { action: 'coupon-batch.fetched', subject: { type: 'coupon-batch', id } });
  }
}
