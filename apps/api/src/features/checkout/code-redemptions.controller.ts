import { Controller } from '@nestjs/common';
import {
  redeemCouponCode,
  rollBackCouponRedemption,
  type CouponRedemption,
  type CouponRollback,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Guessed } from '../identity/index.ts';
import { CodeRedemptions } from './code-redemptions.ts';

@Controller()
export class CodeRedemptionsController {
  constructor(private readonly redemptions: CodeRedemptions) {}

  @Contract(redeemCouponCode)
  @Guessed('codes')
  async redeem(
    @Input() { params, body }: InputOf<typeof redeemCouponCode>,
    @CurrentActor() actor: Actor,
  ): Promise<CouponRedemption> {
    return this.redemptions.redeem(actor, params.code, body);
  }

  @Contract(rollBackCouponRedemption)
  async rollBack(
    @Input() { params }: InputOf<typeof rollBackCouponRedemption>,
    @CurrentActor() actor: Actor,
  ): Promise<CouponRollback> {
    return this.redemptions.rollBack(actor, params.id);
  }
}
