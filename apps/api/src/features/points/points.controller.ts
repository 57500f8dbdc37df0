import { Controller } from '@nestjs/common';
import {
  adjustPoints,
  captureHold,
  getMemberPoints,
  getOwnPoints,
  holdPoints,
  listOwnActivity,
  listPointsEntries,
  redeemPoints,
  releaseHold,
  reverseTransaction,
  type Approval,
  type PointsPosted,
  type ReplyOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Contract, CurrentActor, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { Waiting } from '../../platform/http/waiting.ts';
import { Adjustments } from './adjustments.ts';
import { MemberPointsService } from './member-points.service.ts';
import { PostingsService } from './postings.service.ts';

@Controller()
export class PointsController {
  constructor(
    private readonly members: MemberPointsService,
    private readonly postings: PostingsService,
    private readonly adjustments: Adjustments,
  ) {}

  @Contract(getMemberPoints)
  async points(
    @Input() { params }: InputOf<typeof getMemberPoints>,
  ): Promise<ReplyOf<typeof getMemberPoints>> {
    return this.members.of(params.id);
  }

  @Contract(getOwnPoints)
  async ownPoints(@CurrentMember() memberId: string): Promise<ReplyOf<typeof getOwnPoints>> {
    return this.members.of(memberId);
  }

  @Contract(listPointsEntries)
  async entries(
    @Input() { params, query }: InputOf<typeof listPointsEntries>,
  ): Promise<ReplyOf<typeof listPointsEntries>> {
    return this.members.entries(params.id, query);
  }

  @Contract(listOwnActivity)
  async ownActivity(
    @Input() { query }: InputOf<typeof listOwnActivity>,
    @CurrentMember() memberId: string,
  ): Promise<ReplyOf<typeof listOwnActivity>> {
    return this.members.activity(memberId, query);
  }

  @Contract(adjustPoints)
  async adjust(
    @Input() { params, body }: InputOf<typeof adjustPoints>,
    @CurrentActor() actor: Actor,
  ): Promise<PointsPosted | Waiting<Approval>> {
    const adjusted = await this.adjustments.adjust(actor, params.id, body);
    return 'waiting' in adjusted ? new Waiting(adjusted.waiting) : adjusted;
  }

  @Contract(redeemPoints)
  async redeem(
    @Input() { params, body }: InputOf<typeof redeemPoints>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof redeemPoints>> {
    return this.postings.redeem(actor, params.id, body);
  }

  @Contract(holdPoints)
  async hold(
    @Input() { params, body }: InputOf<typeof holdPoints>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof holdPoints>> {
    return this.postings.hold(actor, params.id, body);
  }

  @Contract(captureHold)
  async capture(
    @Input() { params }: InputOf<typeof captureHold>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof captureHold>> {
    return this.postings.capture(actor, params.id);
  }

  @Contract(releaseHold)
  async release(
    @Input() { params }: InputOf<typeof releaseHold>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof releaseHold>> {
    return this.postings.release(actor, params.id);
  }

  @Contract(reverseTransaction)
  async reverse(
    @Input() { params, body }: InputOf<typeof reverseTransaction>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof reverseTransaction>> {
    return this.postings.reverse(actor, params.id, body.reason);
  }
}
