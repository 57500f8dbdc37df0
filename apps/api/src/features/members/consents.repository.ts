import { Injectable } from '@nestjs/common';
import { consentWording, type Member } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ConsentGiven } from './member.ts';
import { statement } from './statements.ts';

type Consent = Member['consents'][number];
export interface ConsentChange extends ConsentGiven {
  readonly memberId: string;
  readonly changedAt: Date;
}

const current = statement(
  'consent-current',
  `select distinct on (purpose) purpose, granted, changed_at, version from consents where member_id = $1 order by purpose, changed_at desc`,
);
// At the same moment, the last entry counts.
const record = statement(
  'consent-record',
  `insert into consents (member_id, purpose, granted, changed_at, version)
   select distinct on (member_id, purpose, changed_at) member_id, purpose, granted, changed_at, version
   from rows from (jsonb_to_recordset($1::jsonb) as (member_id uuid, purpose text, granted boolean, changed_at timestamptz, version int))
        with ordinality as change(member_id, purpose, granted, changed_at, version, place)
   order by member_id, purpose, changed_at, place desc
   on conflict (member_id, purpose, changed_at) do update set granted = excluded.granted, version = excluded.version`,
);

/** The member gave it, so it names its wording. Terms name their own version. */
export const worded = (consent: ConsentGiven): ConsentGiven =>
  consent.purpose === 'terms' ? consent : { version: consentWording, ...consent };

@Injectable()
export class ConsentsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async current(memberId: string): Promise<Consent[]> {
    const rows = await this.transactions.query(current, [memberId]);
    return rows.map(({ changed_at, ...row }) => ({ ...row, changedAt: toInstant(changed_at) }));
  }

  /** Stores consents that differ from before, and returns them. */
  async give(memberId: string, given: readonly ConsentGiven[]): Promise<readonly ConsentGiven[]> {
    const changedAt = this.clock.date();
    const before = new Map((await this.current(memberId)).map(({ purpose, granted }) => [purpose, granted]));
    const newly = given.filter(({ purpose, granted }) => before.get(purpose) !== granted);
    await this.record(newly.map((consent) => ({ ...worded(consent), memberId, changedAt })));
    return newly;
  }

  async record(changes: readonly ConsentChange[]): Promise<void> {
    if (changes.length === 0) return;
    const rows = changes.map(({ memberId, changedAt, ...change }) => ({
      ...change,
      member_id: memberId,
      changed_at: changedAt,
    }));
    await this.transactions.query(record, [JSON.stringify(rows)]);
  }
}
