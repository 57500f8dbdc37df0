import { Injectable } from '@nestjs/common';
import type { Instant } from '@regulars/loyalty';
import { assertFree, type CodesContext } from './code-participant.ts';
import { UniqueCodesRepository } from './unique-codes.repository.ts';

/** Codes for one use that a till redeems without a purchase of ours. Only inside a transaction. */
@Injectable()
export class UsedCodes {
  constructor(private readonly codes: UniqueCodesRepository) {}

  /** Under the locks of `coupon_codes_read`. Throws `coupon-used`, `coupon-held`. */
  assertFree(context: CodesContext, at: Instant): void {
    assertFree(context, at);
  }

  /** Under the same locks. */
  async use(context: CodesContext, redemptionId: string, at: Date): Promise<void> {
    const ids = context.map(({ asked }) => asked.id);
    await this.codes.use(ids, redemptionId, at);
  }

  /** It can be used again. */
  async giveBack(redemptionId: string): Promise<void> {
    await this.codes.giveBack(redemptionId);
  }
}
