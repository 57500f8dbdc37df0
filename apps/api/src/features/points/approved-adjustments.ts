import { Injectable } from '@nestjs/common';
import type { ApprovalAction } from '@regulars/contracts';
import { z } from 'zod';
import { ApprovalKinds, type ApprovalKindOf, type Approving } from '../approvals/index.ts';
import { Members, fullNameOf } from '../members/index.ts';
import { decideAdjustment } from './decide-adjustment.ts';
import { Points } from './points.service.ts';
import { SelfService } from './self-service.ts';

export const adjustmentKind = 'points-adjustment';

const payload = z.object({
  memberId: z.uuid(),
  points: z.int(),
  reason: z.string(),
  /** The club's limit at the time of the request. */
  limit: z.int(),
});
export type WaitingAdjustment = z.infer<typeof payload>;

/** Manual corrections above the club's limit, once a second person has approved them. */
@Injectable()
export class ApprovedAdjustments implements ApprovalKindOf<WaitingAdjustment> {
  readonly kind = adjustmentKind;
  readonly payload = payload;

  constructor(
    private readonly points: Points,
    private readonly selfService: SelfService,
    private readonly members: Members,
    kinds: ApprovalKinds,
  ) {
    kinds.register(this);
  }

  memberOf({ memberId }: WaitingAdjustment): string {
    return memberId;
  }

  async describe(payloads: readonly WaitingAdjustment[]): Promise<ApprovalAction[]> {
    const members = await this.members.byIds([...new Set(payloads.map(({ memberId }) => memberId))]);
    // As elsewhere, an erased member has no name.
    const names = new Map(members.map((member) => [member.id, member.erased ? '' : fullNameOf(member)]));
    return payloads.map((each) => ({
      kind: this.kind,
      ...each,
      memberName: names.get(each.memberId) ?? '',
    }));
  }

  /** In the name of the requester. Members who have left get nothing, and nobody can approve for their own card. */
  async perform({ memberId, points, reason }: WaitingAdjustment, approving: Approving): Promise<string> {
    const { approvalId, askedBy, approvedBy } = approving;
    await this.selfService.refuse(approvedBy, memberId);
    const { wallets, done } = await decideAdjustment(this.points, memberId, { points, reason }, approvalId);
    await this.points.apply(this.points.document(wallets, { actor: askedBy }));
    return done.transactionId;
  }
}
