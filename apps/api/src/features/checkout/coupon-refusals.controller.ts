import { Controller } from '@nestjs/common';
import {
  exampleOfDiscount,
  listCouponRefusalReasons,
  listCouponRefusals,
  qualifyCheckout,
  validateCoupon,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, Input, type InputOf } from '../../platform/http/contract.ts';
import { Guessed } from '../identity/index.ts';
import { CouponRefusals } from './coupon-refusals.ts';
import { CouponValidation } from './coupon-validation.ts';
import { DiscountExamples } from './discount-examples.ts';
import { QualifyingCarts } from './qualifying-carts.ts';

@Controller()
export class CouponRefusalsController {
  constructor(
    private readonly refusals: CouponRefusals,
    private readonly validation: CouponValidation,
    private readonly carts: QualifyingCarts,
    private readonly examples: DiscountExamples,
  ) {}

  @Contract(validateCoupon)
  @Guessed('codes')
  async validate(
    @Input() { body }: InputOf<typeof validateCoupon>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof validateCoupon>> {
    return this.validation.validate(actor, body);
  }

  @Contract(qualifyCheckout)
  @Guessed('codes')
  async qualify(
    @Input() { body }: InputOf<typeof qualifyCheckout>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof qualifyCheckout>> {
    return this.carts.qualify(actor, body);
  }

  @Contract(exampleOfDiscount)
  async example(
    @Input() { body }: InputOf<typeof exampleOfDiscount>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof exampleOfDiscount>> {
    return this.examples.of(actor, body);
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
