import { Injectable } from '@nestjs/common';
import { isoOf, type Instant, type Json } from '@regulars/loyalty';
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

  /** What `coupon_codes_write` takes, under the same locks. */
  rowsOf(context: CodesContext, redemptionId: string, at: Instant): Json[] {
    return context.map(({ asked: { id } }) => ({ id, redemption_id: redemptionId, used_at: isoOf(at) }));
  }

  /** It can be used again. */
  async giveBack(redemptionId: string): Promise<void> {
    await this.codes.giveBack(redemptionId);
  }
}
