import { Controller } from '@nestjs/common';
import {
  createCoupon,
  getCoupon,
  listCoupons,
  listOwnCoupons,
  updateCoupon,
  type Coupon,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import {
  Contract,
  CurrentActor,
  CurrentMember,
  ExpectedVersion,
  Input,
  type InputOf,
} from '../../platform/http/contract.ts';
import { Coupons } from './coupons.ts';
import { OwnCoupons } from './own-coupons.ts';

@Controller()
export class CouponsController {
  constructor(
    private readonly coupons: Coupons,
    private readonly own: OwnCoupons,
  ) {}

  @Contract(listCoupons)
  async list(@Input() { query }: InputOf<typeof listCoupons>): Promise<ReplyOf<typeof listCoupons>> {
    return this.coupons.list(query);
  }

  @Contract(createCoupon)
  async create(
    @Input() { body }: InputOf<typeof createCoupon>,
    @CurrentActor() actor: Actor,
  ): Promise<Coupon> {
    return this.coupons.create(actor, body);
  }

  @Contract(getCoupon)
  async get(@Input() { params }: InputOf<typeof getCoupon>): Promise<Coupon> {
    return this.coupons.find(params.id);
  }

  @Contract(updateCoupon)
  async update(
    @Input() { params, body }: InputOf<typeof updateCoupon>,
    @CurrentActor() actor: Actor,
    @ExpectedVersion() version: number,
  ): Promise<Coupon> {
    return this.coupons.change(actor, params.id, body, version);
  }

  @Contract(listOwnCoupons)
  async listOwn(@CurrentMember() memberId: string): Promise<ReplyOf<typeof listOwnCoupons>> {
    return { data: await this.own.of(memberId), cursor: { next: null } };
  }
}
