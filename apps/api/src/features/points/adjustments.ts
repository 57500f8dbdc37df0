import { Injectable } from '@nestjs/common';
import type { Approval, ApprovalDeed, PointsPosted } from '@regulars/contracts';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ApprovalKinds, Approvals, type ApprovalKindOf, type Approving } from '../approvals/index.ts';
import { Members, fullNameOf } from '../members/index.ts';
import { AdjustmentLimit } from './adjustment-limit.ts';
import { Points } from './points.service.ts';
import { causeOf } from './posting-cause.ts';
import { posted, type ManualPosting } from './postings.service.ts';
import { orRefuse } from './refusals.ts';
import { SelfService } from './self-service.ts';

const payload = z.object({
  memberId: z.uuid(),
  points: z.int(),
  reason: z.string(),
  /** The club's limit at the time of the request. */
  limit: z.int(),
});
type Payload = z.infer<typeof payload>;

/** Manual corrections. Above the club's limit they wait for a second person. */
@Injectable()
export class Adjustments implements ApprovalKindOf<Payload> {
  readonly kind = 'points-adjustment';
  readonly payload = payload;

  constructor(
    private readonly points: Points,
    private readonly selfService: SelfService,
    private readonly limit: AdjustmentLimit,
    private readonly approvals: Approvals,
    private readonly members: Members,
    private readonly transactions: Transactions,
    kinds: ApprovalKinds,
  ) {
    kinds.register(this);
  }

  /**
   * Call it in the transaction of its idempotency key. Refuses what cannot be done now, even if it would wait.
   * Throws `insufficient-points` if it would deduct more than is available, `self-earning-refused`,
   * `not-found`.
   */
  async adjust(
    actor: Actor,
    memberId: string,
    posting: ManualPosting,
  ): Promise<PointsPosted | { waiting: Approval }> {
    await this.selfService.refuse(actor, memberId);
    return this.transactions.run(async () => {
      const { points, reason } = posting;
      const { wallets, wallet, done } = await this.#decide(memberId, posting);
      // Under the lock of the wallet, so that parallel ones add up.
      const limit = await this.limit.exceededBy(actor, memberId, points);
      if (limit !== null) {
        const waiting = await this.approvals.ask(actor, this.kind, { memberId, points, reason, limit });
        return { waiting };
      }
      await this.points.apply(this.points.document(wallets, { actor }));
      return posted(done, points, wallet);
    });
  }

  memberOf({ memberId }: Payload): string {
    return memberId;
  }

  async describe(payloads: readonly Payload[]): Promise<ApprovalDeed[]> {
    const members = await this.members.byIds([...new Set(payloads.map(({ memberId }) => memberId))]);
    const names = new Map(members.map((member) => [member.id, fullNameOf(member)]));
    return payloads.map((each) => ({
      kind: this.kind,
      ...each,
      memberName: names.get(each.memberId) ?? '',
    }));
  }

  /** In the name of the requester. Members who have left get nothing, and nobody approves for the own card. */
  async perform({ memberId, points, reason }: Payload, approving: Approving): Promise<string> {
    const { approvalId, askedBy, approvedBy } = approving;
    await this.selfService.refuse(approvedBy, memberId);
    const { wallets, done } = await this.#decide(memberId, { points, reason }, approvalId);
    wallets.assertNotClosed(memberId);
    await this.points.apply(this.points.document(wallets, { actor: askedBy }));
    return done.transactionId;
  }

  async #decide(memberId: string, { points, reason }: ManualPosting, approvalId?: string) {
    const wallets = await this.points.open([memberId], { lots: 'all' });
    const wallet = wallets.get(memberId);
    const cause = causeOf({ kind: 'adjustment', reason, ...(approvalId ? { approvalId } : {}) });
    return { wallets, wallet, done: orRefuse(() => wallet.adjust({ points, cause })) };
  }
}
