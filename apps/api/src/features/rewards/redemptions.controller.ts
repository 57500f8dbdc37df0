import { Controller } from '@nestjs/common';
import {
  cancelRedemption,
  getVoucher,
  listMemberVouchers,
  listOwnVouchers,
  redeemReward,
  useVoucher,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { Guessed } from '../identity/index.ts';
import { OwnVouchers } from './own-vouchers.ts';
import { RedemptionsService } from './redemptions.service.ts';
import { VoucherUseService } from './voucher-use.service.ts';
import { VouchersService } from './vouchers.service.ts';

@Controller()
export class RedemptionsController {
  constructor(
    private readonly redemptions: RedemptionsService,
    private readonly own: OwnVouchers,
    private readonly vouchers: VouchersService,
    private readonly voucherUse: VoucherUseService,
  ) {}

  @Contract(redeemReward)
  async redeem(
    @Input() { params, body }: InputOf<typeof redeemReward>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof redeemReward>> {
    return this.redemptions.redeem(actor, params.id, body);
  }

  @Contract(cancelRedemption)
  async cancel(
    @Input() { params }: InputOf<typeof cancelRedemption>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof cancelRedemption>> {
    return this.redemptions.cancel(actor, params.id);
  }

  @Contract(listOwnVouchers)
  async ownVouchers(
    @Input() { query }: InputOf<typeof listOwnVouchers>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listOwnVouchers>> {
    return this.own.list(memberId, query);
  }

  @Contract(listMemberVouchers)
  async vouchersOf(
    @Input() { params, query }: InputOf<typeof listMemberVouchers>,
  ): Promise<ReplyOf<typeof listMemberVouchers>> {
    return this.vouchers.ofMember(params.id, query);
  }

  @Contract(getVoucher)
  @Guessed('codes')
  async voucher(@Input() { params }: InputOf<typeof getVoucher>): Promise<ReplyOf<typeof getVoucher>> {
    return this.vouchers.find(params.code);
  }

  @Contract(useVoucher)
  @Guessed('codes')
  async use(
    @Input() { params, body }: InputOf<typeof useVoucher>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof useVoucher>> {
    return this.voucherUse.use(actor, params.code, body.location);
  }
}
