import { Injectable } from '@nestjs/common';
import type { Actor } from './actor.ts';
import { Clock } from './clock.ts';
import { statement } from './statements.ts';
import { Transactions } from './database/transactions.ts';
import { currentTrace } from './log/index.ts';

export interface Audited {
  /** Dotted, past tense: `earning-rule.published`. */
  readonly action: string;
  readonly subject?: { readonly type: string; readonly id: string };
  /** The member concerned, if the subject is something else. */
  readonly memberId?: string | null;
  /** Ids, states and figures but no personal data, because the log outlives the member. */
  readonly before?: unknown;
  readonly after?: unknown;
}

const append = statement(
  'audit-append',
  `insert into audit_entries (at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, before, after, member_id, request_id, address)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);

/** Records who changed what, in the transaction of the change. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async record(
    actor: Pick<Actor, 'kind' | 'id' | 'name'>,
    { action, subject, memberId, before, after }: Audited,
  ): Promise<void> {
    const trace = currentTrace();
    const values = [
      this.clock.date(),
      actor.kind,
      actor.id,
      actor.name,
      action,
      subject?.type ?? null,
      subject?.id ?? null,
      before === undefined ? null : JSON.stringify(before),
      after === undefined ? null : JSON.stringify(after),
      memberId ?? (subject?.type === 'member' ? subject.id : null),
      trace?.id ?? null,
      trace?.address ?? null,
    ] as const;
    // What a report has read is noted too.
    await this.transactions.besideReport(() => this.transactions.query(append, values));
  }
}
