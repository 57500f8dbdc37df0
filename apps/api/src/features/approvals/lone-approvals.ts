import { Injectable } from '@nestjs/common';
import type { AccountActor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Attempts } from '../identity/index.ts';
import { ApprovalNotices } from './approval-notices.ts';
import type { ApprovalRow } from './approvals.repository.ts';
import { Approvers } from './approvers.ts';
import { hashOf } from './recovery-code.ts';
import { RecoveryCodesRepository } from './recovery-codes.repository.ts';

const hour = 3600;
const mostTries = 10;

/** If only one person can approve, a stored code approves instead of a second person. */
@Injectable()
export class LoneApprovals {
  constructor(
    private readonly codes: RecoveryCodesRepository,
    private readonly approvers: Approvers,
    private readonly attempts: Attempts,
    private readonly notices: ApprovalNotices,
    private readonly clock: Clock,
  ) {}

  /** Outside of the transaction, so that a wrong code counts. Throws `too-many-requests`. */
  async countTry(actor: AccountActor): Promise<void> {
    await this.attempts.count('approval-code', actor.id, mostTries, hour);
  }

  /**
   * Throws `own-approval-refused` without a code, or if someone else can approve now or could at the time of
   * the request; `wrong-approval-code` for an unknown or used code.
   */
  async useCode(actor: AccountActor, { id, alone }: ApprovalRow, code: string | undefined): Promise<void> {
    if (code === undefined)
      throw new ClubError('own-approval-refused', 'You cannot approve your own request');
    if (!alone || (await this.approvers.besides(actor.id)).length > 0)
      throw new ClubError('own-approval-refused', 'Someone else can approve this');
    if (!(await this.codes.use(actor.id, hashOf(code), this.clock.date())))
      throw ClubError.field('wrong-approval-code', '/code', 'wrong or already used');
    await this.notices.codeUsed(actor, id);
  }
}
