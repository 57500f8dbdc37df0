import { Injectable } from '@nestjs/common';
import type { Approval, PointsPosted } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Approvals, Decisions, type Approving } from '../approvals/index.ts';
import { AdjustmentLimit } from './adjustment-limit.ts';
import { adjustmentKind, type WaitingAdjustment } from './approved-adjustments.ts';
import { decideAdjustment } from './decide-adjustment.ts';
import { Points } from './points.service.ts';
import { posted, type ManualPosting } from './postings.service.ts';
import { orRefuse } from './refusals.ts';
import { undoAdjustment, type UndoneAdjustment } from './reversal.ts';
import { SelfService } from './self-service.ts';

interface UndoOfAdjustment {
  readonly memberId: string;
  readonly transactionId: string;
  readonly reason: string;
}

type UndoOfWaiting = Omit<UndoOfAdjustment, 'transactionId'> & { readonly approvalId: string };

/** Manual corrections. Above the club's limit they wait for a second person. */
@Injectable()
export class Adjustments {
  constructor(
    private readonly points: Points,
    private readonly selfService: SelfService,
    private readonly limit: AdjustmentLimit,
    private readonly approvals: Approvals,
    private readonly decisions: Decisions,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Call it in the transaction of its idempotency key. Refuses what cannot be done now, even if it would wait.
   * Throws `insufficient-points` if it would deduct more than is available, `member-not-active`,
   * `self-earning-refused`, `not-found`.
   */
  async adjust(
    actor: Actor,
    memberId: string,
    posting: ManualPosting,
  ): Promise<PointsPosted | { waiting: Approval }> {
    await this.selfService.refuse(actor, memberId);
    return this.transactions.run(async () => {
      const { points, reason } = posting;
      const { wallets, wallet, done } = await decideAdjustment(this.points, memberId, posting);
      // Under the lock of the wallet, so that parallel ones add up.
      const limit = await this.limit.exceededBy(actor, memberId, points);
      if (limit !== null) {
        const asked: WaitingAdjustment = { memberId, points, reason, limit };
        return { waiting: await this.approvals.ask(actor, adjustmentKind, asked) };
      }
      await this.points.apply(this.points.document(wallets, { actor }));
      return posted(done, points, wallet);
    });
  }

  /**
   * One of many that a second person has approved together. Nobody asks or approves for their own card. Throws
   * `insufficient-points`, `member-not-active`, `self-earning-refused`, `not-found`.
   */
  async adjustApproved(
    { memberId, ...posting }: ManualPosting & { readonly memberId: string },
    { approvalId, askedBy, approvedBy }: Approving,
  ): Promise<string> {
    await this.selfService.refuse(askedBy, memberId);
    await this.selfService.refuse(approvedBy, memberId);
    return this.transactions.run(async () => {
      const { wallets, done } = await decideAdjustment(this.points, memberId, posting, approvalId);
      await this.points.apply(this.points.document(wallets, { actor: askedBy }));
      return done.transactionId;
    });
  }

  /**
   * One of many that are taken back together: never more than the member has. `approval` where a second person approved all
   * of it. Throws `not-found`, `already-reversed`, `self-earning-refused`.
   */
  async undo(
    actor: Actor,
    { memberId, transactionId, reason }: UndoOfAdjustment,
    approval: Pick<Approving, 'approvalId' | 'approvedBy'> | null,
  ): Promise<UndoneAdjustment> {
    await this.selfService.refuse(actor, memberId);
    if (approval) await this.selfService.refuse(approval.approvedBy, memberId);
    return this.transactions.run(async () => {
      const wallets = await this.points.open([memberId], { lots: 'all', transactions: [transactionId] });
      const given = wallets.transaction(memberId, transactionId);
      const undone = orRefuse(() =>
        undoAdjustment(wallets.get(memberId), given, reason, approval?.approvalId),
      );
      await this.points.apply(this.points.document(wallets, { actor }));
      return undone;
    });
  }

  /**
   * One that waited for an approval of its own. Null if it still did: the request is withdrawn. Throws what `undo` throws, and
   * `approval-settled` if it was declined.
   */
  async undoWaiting(
    actor: Actor,
    { memberId, approvalId, reason }: UndoOfWaiting,
    approval: Pick<Approving, 'approvalId' | 'approvedBy'> | null,
  ): Promise<UndoneAdjustment | null> {
    await this.selfService.refuse(actor, memberId);
    return this.transactions.run(async () => {
      const transactionId = await this.decisions.takeBack(actor, approvalId);
      return transactionId === null ? null : this.undo(actor, { memberId, transactionId, reason }, approval);
    });
  }
}
