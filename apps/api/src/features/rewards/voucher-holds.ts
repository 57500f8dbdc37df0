import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { assertUsable, type VouchersContext } from './voucher-participant.ts';
import { CartVouchersRepository } from './cart-vouchers.repository.ts';

/** Vouchers that checkouts hold while someone pays. A hold ends at its time, by itself. Only inside a transaction. */
@Injectable()
export class VoucherHolds {
  constructor(
    private readonly vouchers: CartVouchersRepository,
    private readonly clock: Clock,
  ) {}

  /** Under the locks of `vouchers_read`. Throws as `assertUsable`. */
  async take(checkoutId: string, until: Date, context: VouchersContext): Promise<void> {
    assertUsable(context, this.clock.now());
    const ids = context.map(({ asked }) => asked.id);
    await this.vouchers.hold(ids, checkoutId, until);
  }

  async release(checkoutId: string): Promise<void> {
    await this.vouchers.release(checkoutId);
  }

  /** Returns how many it still holds. */
  async extend(checkoutId: string, until: Date): Promise<number> {
    return this.vouchers.extend(checkoutId, until);
  }
}
