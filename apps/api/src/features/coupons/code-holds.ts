import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { assertFree, type CodesContext } from './code-participant.ts';
import { UniqueCodesRepository } from './unique-codes.repository.ts';

/** Unique codes that checkouts hold while someone pays. A hold ends at its time, by itself. Only inside a transaction. */
@Injectable()
export class CodeHolds {
  constructor(
    private readonly codes: UniqueCodesRepository,
    private readonly clock: Clock,
  ) {}

  /** Under the locks of `coupon_codes_read`. Throws `coupon-used`, `coupon-held`. */
  async take(checkoutId: string, until: Date, context: CodesContext): Promise<void> {
    assertFree(context, this.clock.now());
    const ids = context.map(({ asked }) => asked.id);
    await this.codes.hold(ids, checkoutId, until);
  }

  async release(checkoutId: string): Promise<void> {
    await this.codes.release(checkoutId);
  }

  /** Returns how many it still holds. */
  async extend(checkoutId: string, until: Date): Promise<number> {
    return this.codes.extend(checkoutId, until);
  }
}
