import { Injectable } from '@nestjs/common';
import type { ApprovalSettings } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Accounts, Attempts } from '../identity/index.ts';
import { hashOf, newCode } from './recovery-code.ts';
import { RecoveryCodesRepository } from './recovery-codes.repository.ts';

const howMany = 10;
const hour = 3600;
const mostTries = 10;

/** The codes that a lone manager keeps for approving without a second person. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly codes: RecoveryCodesRepository,
    private readonly accounts: Accounts,
    private readonly attempts: Attempts,
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
}
