import { Injectable } from '@nestjs/common';
import type { ApprovalAction, BulkAction } from '@regulars/contracts';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import {
  ApprovalKinds,
  Approvals,
  type ApprovalKindOf,
  type Approving,
  type Declining,
} from '../approvals/index.ts';
import { ClubSettings } from '../club/index.ts';
import { BulksRepository } from './bulks.repository.ts';
import { runMemberBulks } from './run-member-bulks.job.ts';

const payload = z.object({
  bulkId: z.uuid(),
  members: z.int(),
  points: z.int(),
  reason: z.string(),
  /** The club's limit at the time of the request. */
  limit: z.int(),
});
type WaitingBulk = z.infer<typeof payload>;

interface StartedBulk {
  readonly id: string;
  readonly action: BulkAction;
  readonly members: number;
  readonly dryRun: boolean;
}

/** Points for many members that exceed the club's limit together: a second person approves all of them at once. */
@Injectable()
export class BulkApproval implements ApprovalKindOf<WaitingBulk> {
  readonly kind = 'bulk-adjustment';
  readonly payload = payload;

  constructor(
    kinds: ApprovalKinds,
    private readonly approvals: Approvals,
    private readonly bulks: BulksRepository,
    private readonly club: ClubSettings,
    private readonly jobs: Jobs,
    private readonly audit: AuditTrail,
  ) {
    kinds.register(this);
  }

  /** What a second person has to approve: the points of all members together exceed the limit; null if they do not. */
  async exceededBy(
    actor: Actor,
    action: BulkAction | Pick<WaitingBulk, 'points' | 'reason'> | null,
    members: number,
  ): Promise<Omit<WaitingBulk, 'bulkId'> | null> {
    const { points: limit } = (await this.club.current()).approvals;
    if (!action || !('points' in action) || limit === null || actor.kind === 'system') return null;
    const { points, reason } = action;
    return Math.abs(points) * members > limit ? { members, points, reason, limit } : null;
  }

  /** The job begins, or the change waits for a second person. */
  async startOrAsk(actor: Actor, id: string, exceeded: Omit<WaitingBulk, 'bulkId'> | null): Promise<void> {
    if (exceeded === null) return this.jobs.enqueue(runMemberBulks, {});
    const asked = await this.approvals.ask(actor, this.kind, { bulkId: id, ...exceeded });
    await this.bulks.setApproval(id, asked.id);
  }

  /** The audit entry: tags and reasons are words about people and stay out of it. */
  async note(actor: Actor, { id, action, members, dryRun }: StartedBulk): Promise<void> {
    await this.audit.record(actor, {
      action: 'member-bulk.started',
      subject: { type: 'member-bulk', id },
      after: {
        kind: action.kind,
        rows: members,
        ...(dryRun ? { dryRun } : {}),
        ...('points' in action ? { points: action.points } : {}),
      },
    });
  }

  memberOf(): null {
    return null;
  }

  /** Without the reason, as in the entry of the bulk change. */
  audited({ reason: _, ...figures }: WaitingBulk): object {
    return figures;
  }

  async describe(payloads: readonly WaitingBulk[]): Promise<ApprovalAction[]> {
    return payloads.map((each) => ({ kind: this.kind, ...each }));
  }

  /** The job does it, in the name of the requester. */
  async perform({ bulkId }: WaitingBulk, { approvedBy }: Approving): Promise<null> {
    if (!(await this.bulks.approve(bulkId, { ...approvedBy, sessionId: '' })))
      throw new ClubError('not-found');
    await this.jobs.enqueue(runMemberBulks, {});
    return null;
  }

  /** Nobody is changed, and the reason for the points is forgotten as after any other end. */
  async decline({ bulkId }: WaitingBulk, { approvalId, state, by, at }: Declining): Promise<void> {
    await this.approvals.forgetWords([approvalId]);
    await this.bulks.decline(bulkId, { state, by: by.name, at });
  }
}
