import { createHash, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ApprovalSettings } from '@regulars/contracts';
import type { AccountActor, Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Accounts, Attempts } from '../identity/index.ts';
import { ApprovalNotices } from './approval-notices.ts';
import type { ApprovalRow } from './approvals.repository.ts';
import { Approvers } from './approvers.ts';
import { RecoveryCodesRepository } from './recovery-codes.repository.ts';

const howMany = 10;
const hour = 3600;
const mostTries = 10;

/** If only one person can approve, a stored code approves instead of a second person. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly codes: RecoveryCodesRepository,
    private readonly approvers: Approvers,
    private readonly accounts: Accounts,
    private readonly attempts: Attempts,
    private readonly notices: ApprovalNotices,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Replaces the codes with ten new ones. Throws `wrong-credentials`, `too-many-requests`, `not-allowed`. */
  async make(actor: Actor, password: string): Promise<string[]> {
    if (actor.kind !== 'account') throw new ClubError('not-allowed', 'API keys have no recovery codes');
    await this.attempts.count('approval-codes', actor.id, mostTries, hour);
    const made = Array.from({ length: howMany }, newCode);
    await this.accounts.withPassword(actor.id, password, async () => {
      await this.codes.replace(actor.id, made.map(hashOf), this.clock.date());
      await this.audit.record(actor, {
        action: 'approval-codes.made',
        subject: { type: 'account', id: actor.id },
      });
    });
    return made;
  }

  async standing(actor: Actor): Promise<ApprovalSettings['codes']> {
    if (actor.kind !== 'account') return { left: 0, madeAt: null };
    const { left, made_at: madeAt } = await this.codes.standing(actor.id);
    return { left, madeAt: madeAt && toInstant(madeAt) };
  }

  /** Outside of the transaction, so that a wrong code counts. Throws `too-many-requests`. */
  async countTry(actor: AccountActor): Promise<void> {
    await this.attempts.count('approval-code', actor.id, mostTries, hour);
  }

  /**
   * Throws `own-approval-refused` without a code, or if someone else can approve now or could at the time of
   * the request; `wrong-approval-code` for an unknown or used code.
   */
  async use(actor: AccountActor, { id, alone }: ApprovalRow, code: string | undefined): Promise<void> {
    if (code === undefined)
      throw new ClubError('own-approval-refused', 'You cannot approve your own request');
    if (!alone || (await this.approvers.besides(actor.id)).length > 0)
      throw new ClubError('own-approval-refused', 'Someone else can approve this');
    if (!(await this.codes.use(actor.id, hashOf(code), this.clock.date())))
      throw ClubError.field('wrong-approval-code', '/code', 'wrong or already used');
    await this.notices.codeUsed(actor, id);
  }
}

// No letters and digits that look alike. 80 bits need no slow hash.
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

const newCode = (): string => {
  const signs = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return signs.replaceAll(/(.{4})(?=.)/g, '$1-');
};

/** Accepts any spelling. */
const hashOf = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest();
