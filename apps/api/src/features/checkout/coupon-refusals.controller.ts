import { Controller } from '@nestjs/common';
import {
  listCouponRefusalReasons,
  listCouponRefusals,
  validateCoupon,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { CouponRefusals } from './coupon-refusals.ts';
import { CouponValidation } from './coupon-validation.ts';

@Controller()
export class CouponRefusalsController {
  constructor(
    private readonly refusals: CouponRefusals,
    private readonly validation: CouponValidation,
  ) {}

  @Contract(validateCoupon)
  async validate(
    @Input() { body }: InputOf<typeof validateCoupon>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof validateCoupon>> {
    return this.validation.validate(actor, body);
  }

  @Contract(listCouponRefusals)
  async list(
    @Input() { query }: InputOf<typeof listCouponRefusals>,
  ): Promise<ReplyOf<typeof listCouponRefusals>> {
    return this.refusals.list(query);
  }

  @Contract(listCouponRefusalReasons)
  async reasons(
    @Input() { query }: InputOf<typeof listCouponRefusalReasons>,
  ): Promise<ReplyOf<typeof listCouponRefusalReasons>> {
    return { data: await this.refusals.reasons(query), cursor: { next: null } };
  }
}
