import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { SelfService } from '../points/index.ts';
import { stateOf } from './voucher.ts';
import { VouchersRepository } from './vouchers.repository.ts';
import { VouchersService, type TillVoucher } from './vouchers.service.ts';

/** Uses vouchers at the till. */
@Injectable()
export class VoucherUseService {
  constructor(
    private readonly vouchers: VouchersService,
    private readonly repository: VouchersRepository,
    private readonly selfService: SelfService,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Hands out the reward once. Throws `unknown-voucher`, `voucher-used` (with when and where),
   * `voucher-expired`, `voucher-cancelled`, `voucher-held`, `used-at-partner`,
   * `unknown-location`, `voucher-elsewhere`, `self-earning-refused`, `not-allowed` at another location than the actor's.
   */
  async use(actor: Actor, text: string, locationCode?: string): Promise<TillVoucher> {
    const location = await this.vouchers.placeOf(actor, locationCode);
    return this.transactions.run(async () => {
      const voucher = await this.vouchers.known(text);
      if (voucher.kind === 'partner-code') throw new ClubError('used-at-partner');
      await this.selfService.refuse(actor, voucher.member_id);
      const now = this.clock.date();
      if (stateOf(voucher, now.getTime()) === 'issued') await this.vouchers.assertHere(voucher, location);
      const used = await this.repository.use(voucher.code, now, location?.id ?? null, actor.name);
      const after = await this.vouchers.known(voucher.code);
      if (!used) throw await this.vouchers.refusal(after);
      const data = {
        voucherId: after.id,
        redemptionId: after.redemption_id,
        location: await this.vouchers.placeName(location),
      };
      await this.outbox.append([{ name: 'voucher.used', memberId: after.member_id, data }]);
      return this.vouchers.forTill(after);
    });
  }
}
