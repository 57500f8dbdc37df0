import { Controller } from '@nestjs/common';
import {
  approveReferral,
  getOwnReferral,
  getReferralCode,
  listReferrals,
  refuseReferral,
  type Referral,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { OwnReferrals } from './own-referrals.ts';
import { Referrals } from './referrals.ts';
import { ReferralReviews } from './reviews.ts';

@Controller()
export class ReferralsController {
  constructor(
    private readonly referrals: Referrals,
    private readonly reviews: ReferralReviews,
    private readonly own: OwnReferrals,
  ) {}

  @Contract(getOwnReferral)
  async mine(@CurrentMember() memberId: string): Promise<ReplyOf<typeof getOwnReferral>> {
    return this.own.of(memberId);
  }

  @Contract(getReferralCode)
  async code(@Input() { params }: InputOf<typeof getReferralCode>): Promise<ReplyOf<typeof getReferralCode>> {
    return this.referrals.usable(params.code);
  }

  @Contract(listReferrals)
  async list(@Input() { query }: InputOf<typeof listReferrals>): Promise<ReplyOf<typeof listReferrals>> {
    return this.referrals.list(query);
  }

  @Contract(approveReferral)
  async approve(
    @Input() { params, body }: InputOf<typeof approveReferral>,
    @CurrentActor() actor: Actor,
  ): Promise<Referral> {
    return this.reviews.approve(actor, params.id, body.reason ?? null);
  }

  @Contract(refuseReferral)
  async refuse(
    @Input() { params, body }: InputOf<typeof refuseReferral>,
    @CurrentActor() actor: Actor,
  ): Promise<Referral> {
    return this.reviews.refuse(actor, params.id, body.reason);
  }
}
