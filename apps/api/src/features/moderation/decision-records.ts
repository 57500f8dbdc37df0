import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { CasesRepository } from './cases.repository.ts';
import { DecisionViews } from './decision-views.ts';
import { DecisionsRepository, type DecisionRow } from './decisions.repository.ts';

/** Where decisions are kept: themselves, their cases, and the audit log. */
@Injectable()
export class DecisionRecords {
  constructor(
    readonly decisions: DecisionsRepository,
    readonly cases: CasesRepository,
    readonly views: DecisionViews,
    private readonly trail: AuditTrail,
    private readonly transactions: Transactions,
  ) {}

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.transactions.run(work);
  }

  /** Throws `not-found`. */
  async known(id: string): Promise<DecisionRow> {
    const row = await this.decisions.find(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }

  /** The same, and nobody else changes it before the transaction ends. */
  async locked(id: string): Promise<DecisionRow> {
    const row = await this.decisions.locked(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }

  async audit(actor: Actor, action: string, row: DecisionRow): Promise<void> {
    await this.trail.record(actor, {
      action,
      subject: { type: 'community', id: row.community_id },
      memberId: row.member_id,
      after: {
        decisionId: row.id,
        [`${row.writing_kind}Id`]: row.writing_id,
        text: row.text_decision,
        author: row.author_decision,
        silencedUntil: row.silenced_until,
        ground: row.ground,
        others: row.before.texts.length - 1,
        ...(row.appeal_granted === null ? {} : { appealGranted: row.appeal_granted }),
      },
    });
  }
}
