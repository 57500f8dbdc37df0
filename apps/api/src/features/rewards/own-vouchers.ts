import { Injectable } from '@nestjs/common';
import type { OwnVoucher } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import type { Page, PageQuery } from '../../platform/http/cursor.ts';
import { OwnCodes } from './own-codes.ts';
import { VouchersRepository } from './vouchers.repository.ts';
import { VouchersService } from './vouchers.service.ts';

/** Vouchers as their member reads them, with the codes of partners that the member has asked for. */
@Injectable()
export class OwnVouchers {
  constructor(
    private readonly vouchers: VouchersService,
    private readonly repository: VouchersRepository,
    private readonly codes: OwnCodes,
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Unused first. */
  async list(memberId: string, query: PageQuery): Promise<Page<OwnVoucher>> {
    const listed = await this.vouchers.list(memberId, query);
    const read = listed.data.filter(({ kind, state }) => kind === 'partner-code' && state === 'used');
    const codes = await this.codes.of(read.map(({ redemptionId }) => redemptionId));
    const data = listed.data.map((voucher) => ({
      ...voucher,
      partnerCode: codes.get(voucher.redemptionId) ?? null,
    }));
    return { ...listed, data };
  }

  /**
   * The first time uses the voucher: a code that someone has read cannot go back to the pool. Throws `unknown-voucher`,
   * `voucher-expired`, `voucher-cancelled`, `code-key-missing`.
   */
  async showCode(memberId: string, id: string): Promise<string> {
    return this.transactions.run(async () => {
      const isFirst = await this.repository.show(id, memberId, this.clock.date());
      const voucher = await this.repository.byId(id);
      if (voucher?.member_id !== memberId || voucher.kind !== 'partner-code')
        throw new ClubError('unknown-voucher');
      if (voucher.state !== 'used') throw await this.vouchers.refusal(voucher);
      const code = (await this.codes.of([voucher.redemption_id])).get(voucher.redemption_id);
      if (code === undefined) throw new ClubError('code-key-missing');
      const data = { voucherId: id, redemptionId: voucher.redemption_id, location: null };
      if (isFirst) await this.outbox.append([{ name: 'voucher.used', memberId, data }]);
      return code;
    });
  }
}
