import { Injectable } from '@nestjs/common';
import {
  approvalLimits,
  type Approval,
  type ApprovalAction,
  type ApprovalLimits,
  type ApprovalSettings,
} from '@regulars/contracts';
import { z } from 'zod';
import { personBehind, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubSettings } from '../club/index.ts';
import { ApprovalKinds, type ApprovalKindOf } from './approval-kinds.ts';
import { Approvals } from './approvals.ts';
import { Approvers } from './approvers.ts';
import { RecoveryCodes } from './recovery-codes.ts';

const payload = z.object({ before: approvalLimits, after: approvalLimits });
type Payload = z.infer<typeof payload>;

/** Limits above which a second person is needed. Raising or removing a limit needs a second person too. */
@Injectable()
export class Limits implements ApprovalKindOf<Payload> {
  readonly kind = 'approval-limits';
  readonly payload = payload;

  constructor(
    private readonly club: ClubSettings,
    private readonly approvals: Approvals,
    private readonly approvers: Approvers,
    private readonly codes: RecoveryCodes,
    private readonly transactions: Transactions,
    kinds: ApprovalKinds,
  ) {
    kinds.register(this);
  }

  async settings(actor: Actor): Promise<ApprovalSettings> {
    return {
      limits: (await this.club.current()).approvals,
      others: (await this.approvers.besides(personBehind(actor))).length,
      codes: await this.codes.standing(actor),
    };
  }

  /** Undefined if it is done at once. */
  async change(
    actor: Actor,
    wanted: Pick<ApprovalLimits, 'points'> & Partial<ApprovalLimits>,
  ): Promise<Approval | undefined> {
    return this.transactions.run(async () => {
      const { approvals: before } = await this.club.lockApprovals();
      const after = { points: wanted.points, cost: wanted.cost === undefined ? before.cost : wanted.cost };
      if (same(before, after)) return undefined;
      if (loosens(before, after)) return this.approvals.ask(actor, this.kind, { before, after });
      await this.club.changeApprovals(actor, after);
      return undefined;
    });
  }

  memberOf(): null {
    return null;
  }

  async describe(payloads: readonly Payload[]): Promise<ApprovalAction[]> {
    const { reportingCurrency: currency } = await this.club.current();
    return payloads.map((each) => ({ kind: this.kind, ...each, currency }));
  }

  async perform(
    { before, after }: Payload,
    { askedBy }: Parameters<ApprovalKindOf<Payload>['perform']>[1],
  ): Promise<null> {
    const { approvals: now } = await this.club.lockApprovals();
    // The approval covers the step from the old limit to the new one.
    if (!same(now, before)) throw new ClubError('version-changed');
    await this.club.changeApprovals(askedBy, after);
    return null;
  }
}

const same = (one: ApprovalLimits, other: ApprovalLimits): boolean =>
  one.points === other.points && one.cost === other.cost;

const loosens = (before: ApprovalLimits, after: ApprovalLimits): boolean =>
  rises(before.points, after.points) || rises(before.cost, after.cost);

const rises = (before: number | null, after: number | null): boolean =>
  before !== null && (after === null || after > before);
